import { useState } from "react";
import type { ReactNode } from "react";
import { useInteractive } from "../../lib/useInteractive.ts";
import styles from "./styles.module.css";

interface CopyButtonProps {
  readonly text: string;
  /** What the text is, after the label: for those who do not see where the button stands. */
  readonly what: string;
  readonly label?: string;
}

/** Copies a text; absent without JavaScript, where it could do nothing. */
export default function CopyButton({ text, what, label = "Copy" }: CopyButtonProps): ReactNode {
  const [said, setSaid] = useState("");
  if (!useInteractive()) return null;
  const copy = (): void => {
    navigator.clipboard.writeText(text).then(
      () => setSaid("Copied"),
      () => setSaid("Not copied: select it by hand"),
    );
  };
  return (
    <button
      type="button"
      className={styles.button}
      onClick={copy}
      onBlur={() => setSaid("")}
      aria-label={`${label} ${what}`}
    >
      <span aria-hidden="true">{said === "" ? label : said}</span>
      <span className="sr-only" role="status">
        {said}
      </span>
    </button>
  );
}
