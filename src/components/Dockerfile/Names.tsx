import type { ReactNode } from "react";
import type { Meaning, Stage } from "../../../site/stages.ts";
import { origins } from "../Provenance/origins.ts";
import styles from "./styles.module.css";

/** What the resolver made of each name of a Dockerfile, behind a closed line; nothing where there are no names. */
export default function Names({ stages }: { readonly stages: readonly Stage[] }): ReactNode {
  const references = stages.flatMap((stage) => stage.references);
  if (references.length === 0) return null;
  return (
    <details className={styles.names}>
      <summary>What its names stood for</summary>
      <ul>
        {references.map(({ line, instruction, name, meaning }) => (
          <li key={`${line} ${name}`}>
            Line {line}:{" "}
            <code>
              {instruction}
              {instruction === "FROM" ? " " : "="}
              {name}
            </code>{" "}
            was {told(meaning)}
          </li>
        ))}
      </ul>
    </details>
  );
}

function told(meaning: Meaning): ReactNode {
  switch (meaning.kind) {
    case "base":
      return meaning.base.id === "scratch" ? (
        "no image: the layers begin here."
      ) : (
        <>
          <code>{meaning.base.image}</code>, {origins[meaning.base.origin]}.
        </>
      );
    case "program":
      return `the npm package ${meaning.program.package} ${meaning.program.version}, as an image to copy from.`;
    case "stage":
      return `stage ${meaning.number} of this file.`;
    case "built":
      return "an image that the same recording had built or pulled before.";
  }
}
