import type { ReactNode } from "react";
import type { Threat, ThreatGroup } from "../../../site/guide/threats.ts";
import { withCode } from "../../lib/withCode.tsx";
import styles from "./styles.module.css";

export interface ThreatsProps {
  /** Id of a group of the register. */
  readonly group: string;
  /** Added by the page compiler. */
  readonly groups?: readonly ThreatGroup[];
}

const WORDS = {
  yes: { sign: "✓", word: "Held" },
  partly: { sign: "◐", word: "Held in part" },
  no: { sign: "✗", word: "Not held" },
} as const;

/** One group of the register of threats: what somebody does, what stands against it, what does not, and the tests that show it. */
export default function Threats({ group, groups }: ThreatsProps): ReactNode {
  if (groups === undefined) throw new Error("<Threats> may only stand in an .mdx page");
  const found = groups.find(({ id }) => id === group);
  if (found === undefined)
    throw new Error(
      `there is no group of threats "${group}"; there are ${groups.map(({ id }) => id).join(", ")}`,
    );
  return (
    <ul className={styles.threats}>
      {found.threats.map((threat) => (
        <ThreatView key={threat.id} threat={threat} />
      ))}
    </ul>
  );
}

function ThreatView({ threat }: { readonly threat: Threat }): ReactNode {
  const { id, says, held, how, open, canary, proof } = threat;
  const { sign, word } = WORDS[held];
  return (
    <li id={`threat-${id}`} className={styles[held]}>
      <p className={styles.says}>
        <strong>{withCode(says)}</strong>
      </p>
      <p className={styles.verdict}>
        <span aria-hidden="true">{sign}</span> {word}
      </p>
      {how !== null && <p>{withCode(how)}</p>}
      {open !== null && (
        <p>
          <strong>Open:</strong> {withCode(open)}
        </p>
      )}
      {canary !== null && <p>The canary tries it on your machine before each class: {canary}.</p>}
      {proof.length > 0 && <Proof of={proof} />}
    </li>
  );
}

function Proof({ of }: { readonly of: Threat["proof"] }): ReactNode {
  return (
    <details>
      <summary>Tests that show it</summary>
      <ul>
        {of.map(({ file, tests }) => (
          <li key={file}>
            <code>{file}</code>
            <ul>
              {tests.map((title) => (
                <li key={title}>{title}</li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </details>
  );
}
