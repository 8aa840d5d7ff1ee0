import { useState } from "react";
import type { ReactNode } from "react";
import { fromFile, together, toFile } from "../../lib/exchange.ts";
import { keepAll, readGuesses } from "../../lib/guesses.ts";
import { useInteractive } from "../../lib/useInteractive.ts";
import styles from "./styles.module.css";

/** Takes the reader's guesses to a file and adds those of a file: for another browser, or the `groundwork` command. */
export default function CarryGuesses(): ReactNode {
  const input = "guesses-file";
  const [said, say] = useState("");
  const add = async (file: File | undefined): Promise<void> => {
    if (!file) return;
    const read = fromFile(await file.text());
    if (!read.ok) {
      say(`${file.name} was not added: ${read.why}.`);
      return;
    }
    keepAll(together(readGuesses(), read.guesses));
    const count = Object.keys(read.guesses).length;
    say(
      `${file.name} holds ${count} ${count === 1 ? "guess" : "guesses"}. Of two about one thing the later one stays.`,
    );
  };
  if (!useInteractive()) return null;
  return (
    <section>
      <h2>Take them with you</h2>
      <p>
        A file carries your guesses to another browser, and to the labs on your machine:{" "}
        <code>npx groundwork progress import FILE</code>. <code>npx groundwork progress export FILE</code>{" "}
        makes one that you can add here.
      </p>
      <p className={styles.ways}>
        <button type="button" className="gw-button" onClick={() => save(toFile(readGuesses()))}>
          Save to a file
        </button>
        <label htmlFor={input}>Add from a file</label>
        <input
          id={input}
          type="file"
          accept=".json,application/json"
          onChange={({ currentTarget }) => {
            void add(currentTarget.files?.[0]);
            // The same file may be chosen again.
            currentTarget.value = "";
          }}
        />
      </p>
      <p role="status">{said}</p>
    </section>
  );
}

function save(text: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
  const link = document.createElement("a");
  link.href = address;
  link.download = "groundwork-progress.json";
  link.click();
  URL.revokeObjectURL(address);
}
