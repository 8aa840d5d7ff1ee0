import type { ReactNode } from "react";
import styles from "./styles.module.css";

interface CopyButtonProps {
  readonly text: string;
  /** What the text is, after the label: for those who do not see where the button stands. */
  readonly what: string;
  readonly label?: string;
}

/** Copies a text, by `src/behaviours/copy.ts`; not shown without JavaScript, where it could do nothing. */
export default function CopyButton({ text, what, label = "Copy" }: CopyButtonProps): ReactNode {
  return (
    <button
      type="button"
      className={`${styles.button} gw-needs-code`}
      data-copies={text}
      aria-label={`${label} ${what}`}
    >
      <span aria-hidden="true">{label}</span>
      <span className="sr-only" role="status" />
    </button>
  );
}
