import type { ReactNode } from "react";
import { useOwnId } from "../../lib/ids.ts";
import type { Recorded } from "../../lib/recorded.ts";
import Provenance from "./index.tsx";
import styles from "./inline.module.css";

/**
 * A recorded value in running text. It is a button that opens where the value comes from: a native popover, so it
 * works by touch, by keyboard (Escape closes it) and without JavaScript; with it, resting the pointer opens it too
 * (`src/behaviours/notes.ts`).
 */
export function WithProvenance({
  recorded,
  children,
}: {
  recorded: Recorded;
  children: ReactNode;
}): ReactNode {
  const id = useOwnId();
  return (
    <span className={styles.wrap} data-note="value">
      <button type="button" className={styles.value} popoverTarget={id}>
        {children}
        <span className="sr-only"> (how it was recorded)</span>
      </button>
      <span id={id} popover="auto" className={`gw-note ${styles.note}`} role="note">
        <Provenance recorded={recorded} />
      </span>
    </span>
  );
}
