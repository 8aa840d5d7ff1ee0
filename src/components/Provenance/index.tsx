import type { ReactNode } from "react";
import { familyOfBase } from "../../families.ts";
import type { Recorded } from "../../lib/recorded.ts";
import FamilyBadge from "../FamilyBadge/index.tsx";
import styles from "./styles.module.css";

const origins: Readonly<Record<string, string>> = {
  registry: "pulled from its registry",
  packages: "built here from the distribution's own packages",
  "stand-in": "a stand-in: shares the property shown, is not that distribution",
  engine: "already in the engine under that name, used as it is",
};

const day = (iso: string): string => iso.slice(0, 10);

/** Where an observation comes from: what ran it, on which bases, when, and how to see it again. */
export default function Provenance({ recorded }: { recorded: Recorded }): ReactNode {
  const { engine, platform, recordedAt, bases } = recorded.provenance;
  return (
    <dl className={styles.facts}>
      {bases.map((base) => (
        <div key={base.id}>
          <dt>
            <FamilyBadge family={familyOfBase(base.id)}>{base.reference}</FamilyBadge>
          </dt>
          <dd>
            {base.id === "scratch" ? "a keyword: no image stands behind it" : origins[base.origin]}
            {base.digest !== "" && <code className={styles.digest}>{base.repoDigest ?? base.digest}</code>}
          </dd>
        </div>
      ))}
      <div>
        <dt>Engine</dt>
        <dd>
          {engine.product} {engine.version}, {engine.builder}, {engine.storageDriver}; {platform}
        </dd>
      </div>
      <div>
        <dt>Recorded</dt>
        <dd>
          <time dateTime={recordedAt}>{day(recordedAt)}</time>, as <code>{recorded.of}</code>
        </dd>
      </div>
      <div>
        <dt>Again</dt>
        <dd>
          <code>{recorded.again}</code>
        </dd>
      </div>
    </dl>
  );
}

/** The same behind a closed line, for the foot of a figure. */
export function ProvenanceDetails({ recorded }: { recorded: Recorded }): ReactNode {
  const { engine, recordedAt, bases } = recorded.provenance;
  const standIns = bases.filter(({ origin }) => origin === "stand-in").map(({ reference }) => reference);
  return (
    <details className={styles.details}>
      <summary>
        Recorded {day(recordedAt)} on {engine.product} {engine.version}
        {standIns.length > 0 && <strong>; {standIns.join(", ")} is a stand-in</strong>}
      </summary>
      <Provenance recorded={recorded} />
    </details>
  );
}
