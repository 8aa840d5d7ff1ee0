import type { ReactNode } from "react";
import styles from "./styles.module.css";

/** The case in which a chapter's advice is wrong. */
export default function WhatWouldChangeMyMind({ children }: { children: ReactNode }): ReactNode {
  return (
    <section className={styles.mind} aria-label="What would change my mind">
      <p className={styles.title}>What would change my mind</p>
      {children}
    </section>
  );
}
