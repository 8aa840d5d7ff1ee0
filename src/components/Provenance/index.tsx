import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import { familyOfBase } from "../../families.ts";
import { byRecording } from "../../lib/together.ts";
import type { Recorded } from "../../lib/recorded.ts";
import FamilyBadge from "../FamilyBadge/index.tsx";
import { origins } from "./origins.ts";
import styles from "./styles.module.css";

/** The day of an ISO date and time. */
export const day = (iso: string): string => iso.slice(0, 10);

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
        <Link className={styles.all} to={placeOf(recorded)}>
          all of this recording
        </Link>
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

/** Where the page of all recordings lists it. What was invented for the tests, as 99, is on no list. */
function placeOf({ of }: Recorded): string {
  const [experiment = ""] = of.split("/");
  const page = "/course/reference/recordings/";
  return experiment.startsWith("99-") ? page : `${page}#${experiment}`;
}

/** The same behind a closed line, for the foot of a figure; observations of one recording are told of together. */
export function ProvenanceDetails({ recorded }: { recorded: readonly Recorded[] }): ReactNode {
  const recordings = byRecording(recorded);
  const [first, ...others] = recordings;
  if (first === undefined) return null;
  const { engine, recordedAt } = first.provenance;
  const bases = recordings.flatMap(({ provenance }) => provenance.bases);
  const standIns = new Set(
    bases.filter(({ origin }) => origin === "stand-in").map(({ reference }) => reference),
  );
  return (
    <details className={styles.details}>
      <summary>
        Recorded {day(recordedAt)} on {engine.product} {engine.version}
        {others.length > 0 && `, and ${others.length} more`}
        {standIns.size > 0 && (
          <strong>
            ; {[...standIns].join(", ")} {standIns.size === 1 ? "is a stand-in" : "are stand-ins"}
          </strong>
        )}
      </summary>
      {recordings.map((each) => (
        <Provenance key={each.of} recorded={each} />
      ))}
    </details>
  );
}
