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

/**
 * Where an observation comes from: what ran it, on which bases, when, and how to see it again.
 * All spans, because it also stands inside a paragraph, where the parser would end the paragraph at a list.
 */
export default function Provenance({ recorded }: { recorded: Recorded }): ReactNode {
  const { engine, platform, recordedAt, bases, programs } = recorded.provenance;
  return (
    <span className={styles.facts}>
      {bases.map((base) => (
        <Fact key={base.id} name={<FamilyBadge family={familyOfBase(base.id)}>{base.reference}</FamilyBadge>}>
          {base.id === "scratch" ? "a keyword: no image stands behind it" : origins[base.origin]}
          {base.digest !== "" && <code className={styles.digest}>{base.repoDigest ?? base.digest}</code>}
        </Fact>
      ))}
      {programs.map((program) => (
        <Fact key={program.id} name={program.id}>
          npm package {program.package} {program.version}
        </Fact>
      ))}
      <Fact name="Engine">
        {engine.product} {engine.version}, {engine.builder}, {engine.storageDriver}; {platform}
      </Fact>
      <Fact name="Recorded">
        <time dateTime={recordedAt}>{day(recordedAt)}</time>, as <code>{recorded.of}</code>
      </Fact>
      {recorded.observation.kind === "run" && !recorded.observation.steady && (
        <Fact name="Steady">no: its output differs from run to run</Fact>
      )}
      <Fact name="Again">
        <code>{recorded.again}</code>
      </Fact>
    </span>
  );
}

function Fact({ name, children }: { name: ReactNode; children: ReactNode }): ReactNode {
  return (
    <span className={styles.fact}>
      <span className={styles.name}>
        {name}
        <span className="sr-only">:</span>
      </span>
      <span className={styles.what}>{children}</span>
    </span>
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
        {standIns.length > 0 && (
          <strong>
            ; {standIns.join(", ")} {standIns.length === 1 ? "is a stand-in" : "are stand-ins"}
          </strong>
        )}
      </summary>
      <Provenance recorded={recorded} />
    </details>
  );
}
