import type { ReactNode } from "react";
import styles from "./styles.module.css";

const verdicts = {
  false: { sign: "✗", words: "False" },
  "true-once": { sign: "◷", words: "True once, not now" },
  "it-depends": { sign: "◐", words: "It depends" },
  true: { sign: "✓", words: "True" },
} as const;

export interface MythProps {
  readonly claim: string;
  readonly verdict: keyof typeof verdicts;
  readonly children: ReactNode;
}

/** A claim people repeat, and what checking it showed. */
export default function Myth({ claim, verdict, children }: MythProps): ReactNode {
  const { sign, words } = verdicts[verdict] ?? fail(claim, verdict);
  return (
    <section className={styles.myth} aria-label={`Claim: ${claim}`}>
      <header>
        <q>{claim}</q>
        <strong className={styles.verdict} data-verdict={verdict}>
          <span aria-hidden="true">{sign}</span> {words}
        </strong>
      </header>
      <div>{children}</div>
    </section>
  );
}

function fail(claim: string, verdict: string): never {
  throw new Error(
    `<Myth claim="${claim}" verdict="${verdict}">: verdicts are ${Object.keys(verdicts).join(", ")}`,
  );
}
