import type { ReactNode, Ref } from "react";
import styles from "./styles.module.css";

export interface RevealProps {
  readonly ref: Ref<HTMLDivElement>;
  readonly open: boolean;
  /** False without JavaScript; then the reader's own honesty is all there is, and a native `<details>` holds the answer. */
  readonly live: boolean;
  readonly children: ReactNode;
}

/**
 * What was recorded, kept back until the reader has guessed. Its elements are the same with and without JavaScript: what
 * stands in them is in the page already, and would not come a second time (`site/weight/still`).
 */
export default function Reveal({ ref, open, live, children }: RevealProps): ReactNode {
  return (
    <details
      className={live ? "gw-kept-back" : styles.fallback}
      open={live ? true : undefined}
      hidden={live && !open}
    >
      <summary hidden={live}>Made your guess? See what happened</summary>
      <div ref={ref} className={styles.reveal} tabIndex={live ? -1 : undefined} aria-live="polite">
        {children}
      </div>
    </details>
  );
}
