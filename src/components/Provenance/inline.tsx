import { useId, useRef } from "react";
import type { ReactNode } from "react";
import type { Recorded } from "../../lib/recorded.ts";
import Provenance from "./index.tsx";
import styles from "./inline.module.css";

/**
 * A recorded value in running text. It is a button that opens where the value comes from: a native popover, so it
 * works by touch, by keyboard (Escape closes it) and without JavaScript; with it, resting the pointer opens it too.
 */
export function WithProvenance({
  recorded,
  children,
}: {
  recorded: Recorded;
  children: ReactNode;
}): ReactNode {
  const id = useId();
  const note = useRef<HTMLSpanElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const rest = useRef<number>(undefined);
  const open = (): void => {
    rest.current = window.setTimeout(
      () => note.current?.showPopover({ source: button.current ?? undefined }),
      350,
    );
  };
  const close = (): void => {
    window.clearTimeout(rest.current);
    if (note.current?.matches(":hover") === false) note.current.hidePopover();
  };
  return (
    <span className={styles.wrap} onPointerLeave={close}>
      <button ref={button} type="button" className={styles.value} popoverTarget={id} onPointerEnter={open}>
        {children}
        <span className="sr-only"> (how it was recorded)</span>
      </button>
      <span ref={note} id={id} popover="auto" className={`gw-note ${styles.note}`} role="note">
        <Provenance recorded={recorded} />
      </span>
    </span>
  );
}
