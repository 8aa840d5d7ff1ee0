import type { ReactNode } from "react";
import styles from "./styles.module.css";

/** Where a chapter's facts come from, beyond what was recorded here. */
export default function Sources({ children }: { children: ReactNode }): ReactNode {
  return (
    <section className={styles.sources} aria-label="Sources">
      <p className={styles.title}>Sources</p>
      {children}
    </section>
  );
}
