import type { ReactNode, Ref } from "react";
import styles from "./styles.module.css";

export interface RevealProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly open: boolean;
  /** False without JavaScript; then the reader's own honesty is all there is, and a native `<details>` holds the answer. */
  readonly live: boolean;
  readonly children: ReactNode;
}

/** What was recorded, kept back until the reader has guessed. */
export default function Reveal({ ref, open, live, children }: RevealProps): ReactNode {
  if (!live) {
    return (
      <details className={styles.fallback}>
        <summary>Made your guess? See what happened</summary>
        <div className={styles.reveal}>{children}</div>
      </details>
    );
  }
  return (
    <div
      ref={ref}
      tabIndex={-1}
      className={`${styles.reveal} gw-kept-back`}
      hidden={!open}
      aria-live="polite"
    >
      {children}
    </div>
  );
}
