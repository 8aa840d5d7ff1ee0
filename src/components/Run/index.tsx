import type { ReactNode } from "react";
import { familyOfBase } from "../../families.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps, RecordedAs } from "../../lib/recorded.ts";
import CopyButton from "../CopyButton/index.tsx";
import FamilyBadge from "../FamilyBadge/index.tsx";
import { ProvenanceDetails } from "../Provenance/index.tsx";
import Rock from "../Rock/index.tsx";
import Coloured from "./Coloured.tsx";
import { plainOf } from "./colours.ts";
import styles from "./styles.module.css";
import { endOf, streamsOf } from "./transcript.ts";
import type { StreamName } from "./transcript.ts";

export interface RunProps extends OfProps {
  /** Show only this stream. What the engine says counts as stderr: `docker run` prints it there. */
  readonly only?: StreamName;
  readonly title?: string;
}

/** A recorded run or build as a terminal transcript, standing on the rock of its base. */
export default function Run({ only, title, ...props }: RunProps): ReactNode {
  return <Transcript recorded={recordedAs("Run", props, "run", "build")} only={only} title={title} />;
}

interface TranscriptProps {
  readonly recorded: RecordedAs<"run" | "build">;
  readonly only?: StreamName;
  readonly title?: string;
}

export function Transcript({ recorded, only, title }: TranscriptProps): ReactNode {
  const { observation, base } = recorded;
  const streams = streamsOf(observation, only);
  if (only !== undefined && streams.length === 0)
    throw new Error(`<Run of="${recorded.of}" only="${only}">: it is empty`);
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>
        <span>{title ?? observation.title}</span>
        {base !== null && <FamilyBadge family={familyOfBase(base.id)}>{base.reference}</FamilyBadge>}
      </figcaption>
      <TranscriptBody observation={observation} only={only} />
      {base !== null && <Rock family={familyOfBase(base.id)} className={styles.rock} />}
      <ProvenanceDetails recorded={[recorded]} />
    </figure>
  );
}

interface TranscriptBodyProps {
  readonly observation: RecordedAs<"run" | "build">["observation"];
  readonly only?: StreamName;
}

/** The terminal itself: the command, what was said, and how it ended. */
export function TranscriptBody({ observation, only }: TranscriptBodyProps): ReactNode {
  const end = endOf(observation);
  const streams = streamsOf(observation, only);
  const all = [`$ ${observation.command}`, ...streams.map(({ text }) => plainOf(text))].join("\n");
  return (
    <div className={styles.terminal}>
      <div className={styles.command}>
        <span className={styles.prompt} aria-hidden="true">
          $
        </span>
        <kbd>{observation.command}</kbd>
        <CopyButton text={observation.command} what="the command" />
        <CopyButton text={all} what="that was printed" label="Copy all" />
      </div>
      {streams.map(({ name, text }) => (
        <div key={name} className={styles.stream} data-stream={name}>
          <span className={styles.label}>{name}</span>
          <samp>
            <Coloured text={text} />
          </samp>
        </div>
      ))}
      <p className={styles.end} data-ok={end.ok}>
        <span aria-hidden="true">{end.ok ? "✓" : "✗"}</span> {end.words}
      </p>
    </div>
  );
}
