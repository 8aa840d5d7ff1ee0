import Link from "@docusaurus/Link";
import useBrokenLinks from "@docusaurus/useBrokenLinks";
import { useDocsVersion } from "@docusaurus/plugin-content-docs/client";
import type { ReactNode } from "react";
import type { Listed } from "../../../site/listed.ts";
import { familyOfBase } from "../../families.ts";
import CopyButton from "../CopyButton/index.tsx";
import FamilyBadge from "../FamilyBadge/index.tsx";
import { day } from "../Provenance/index.tsx";
import { origins } from "../Provenance/origins.ts";
import styles from "./styles.module.css";

export interface RecordingsProps {
  /** Added by the page compiler. */
  readonly recordings?: readonly Listed[];
}

/** All recordings: which chapter shows them, on what they were made, what they hold, and the command that repeats them. */
export default function Recordings({ recordings }: RecordingsProps): ReactNode {
  if (recordings === undefined) throw new Error("<Recordings> may only stand in an .mdx page");
  return (
    <>
      {recordings.map((recording) => (
        <RecordingView key={recording.experiment} recording={recording} />
      ))}
    </>
  );
}

function RecordingView({ recording }: { readonly recording: Listed }): ReactNode {
  const { experiment, command, provenance, observations } = recording;
  const { engine, platform, recordedAt } = provenance;
  useBrokenLinks().collectAnchor(experiment);
  return (
    <section id={experiment} className={styles.recording} aria-label={`Recording ${experiment}`}>
      <p className={styles.title}>
        <code>{experiment}</code> <Chapter of={experiment} />
      </p>
      <dl className={styles.facts}>
        <dt>Recorded</dt>
        <dd>
          <time dateTime={recordedAt}>{day(recordedAt)}</time> on {platform}
        </dd>
        <dt>Engine</dt>
        <dd>
          {engine.product} {engine.version}, {engine.builder}, {engine.storageDriver}
        </dd>
        <dt>Again</dt>
        <dd>
          <code>{command}</code> <CopyButton text={command} what="the command" />
        </dd>
      </dl>
      <Bases of={provenance.bases} />
      {provenance.programs.length > 0 && (
        <details>
          <summary>{count(provenance.programs.length, "program")} from npm</summary>
          <ul>
            {provenance.programs.map((program) => (
              <li key={program.id}>
                {program.id}: {program.package} {program.version}, <code>{program.integrity}</code>
              </li>
            ))}
          </ul>
        </details>
      )}
      <details>
        <summary>{count(observations.length, "observation")}</summary>
        <ul>
          {observations.map(({ key, kind, title }) => (
            <li key={key}>
              <code>{key}</code> {kind}: {title}
            </li>
          ))}
        </ul>
      </details>
    </section>
  );
}

function Bases({ of: bases }: { readonly of: Listed["provenance"]["bases"] }): ReactNode {
  const by = Object.entries(origins).flatMap(([origin, says]) => {
    const those = bases.filter((base) => base.origin === origin && base.id !== "scratch");
    return those.length === 0 ? [] : [`${those.length} ${says.split(":")[0]}`];
  });
  return (
    <details>
      <summary>
        {count(bases.length, "base")}
        {by.length > 0 && `: ${by.join(", ")}`}
      </summary>
      <ul>
        {bases.map((base) => (
          <li key={base.id}>
            <FamilyBadge family={familyOfBase(base.id)}>{base.reference}</FamilyBadge>
            {base.id === "scratch" ? ": a keyword" : `: ${origins[base.origin]}`}
            {base.digest !== "" && <code className={styles.digest}>{base.repoDigest ?? base.digest}</code>}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** The chapter that an experiment was made for: it has the same number. */
function Chapter({ of }: { readonly of: string }): ReactNode {
  const { docs } = useDocsVersion();
  const page = Object.values(docs).find(({ id }) => id.startsWith(of.slice(0, 3)));
  if (page === undefined) return null;
  return (
    <>
      for chapter {of.slice(0, 2)}, <Link to={`/course/${page.id}/`}>{page.title}</Link>
    </>
  );
}

const count = (number: number, what: string): string => `${number} ${number === 1 ? what : `${what}s`}`;
