import type { ReactNode } from "react";
import type { Refusal } from "../../../workbench/serve/contract.ts";
import styles from "./styles.module.css";

/** Why the server did not do what it was asked. */
export default function Said({ refusal, onClose }: { refusal: Refusal; onClose?: () => void }): ReactNode {
  return (
    <div className={styles.said} role="alert">
      <p>
        <strong>{refusal.what}</strong> {refusal.why}
      </p>
      <p>{refusal.next}</p>
      {onClose && (
        <button type="button" className={styles.button} onClick={onClose}>
          I have read it
        </button>
      )}
    </div>
  );
}
