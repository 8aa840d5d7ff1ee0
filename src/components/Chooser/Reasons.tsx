import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import type { Citation, Judged, Reason } from "../../../workbench/choose/answer.ts";
import { questionOf } from "../../../workbench/choose/questions.ts";
import {
  baseOf,
  DATES_PLACE,
  pathOf,
  recordingOf,
  SIGNS,
  standInOf,
} from "../../../workbench/choose/words.ts";
import styles from "./styles.module.css";

/** Why a base fits or does not: each need, what was recorded about it, and the way to that recording. */
export default function Reasons({ judged }: { readonly judged: Judged }): ReactNode {
  const standIn = standInOf(judged);
  return (
    <>
      {standIn !== null && <p className={styles.standIn}>{standIn}</p>}
      <ul className={styles.reasons}>
        {judged.reasons.map((reason) => (
          <OneReason key={`${reason.need} ${reason.fact} ${reason.says}`} reason={reason} />
        ))}
      </ul>
      <p className={styles.costs}>
        <strong>What it costs:</strong> {judged.costs.map(({ says }) => says).join("; ")}.
      </p>
      <Source judged={judged} />
    </>
  );
}

function OneReason({ reason }: { readonly reason: Reason }): ReactNode {
  const { need, holds, says, seen, published } = reason;
  const { sign, word } = SIGNS[holds];
  return (
    <li data-holds={holds}>
      <span className={styles.sign}>
        <span aria-hidden="true">{sign}</span> {word}
      </span>
      <span className={styles.why}>
        <strong>{questionOf(need).name}:</strong> {says}
        {seen.map((each) => (
          <Seen key={each.of} seen={each} />
        ))}
        {published !== null && (
          <span className={styles.seen}>
            as published: <cite>{published.source}</cite>,{" "}
            <time dateTime={published.asOf}>{published.asOf}</time>{" "}
            <Link to={pathOf(DATES_PLACE)}>all dates</Link>
          </span>
        )}
      </span>
    </li>
  );
}

function Seen({ seen }: { readonly seen: Citation }): ReactNode {
  return (
    <span className={styles.seen}>
      <samp>{seen.words}</samp> <Link to={pathOf(seen.place)}>{seen.of}</Link>
    </span>
  );
}

function Source({ judged }: { readonly judged: Judged }): ReactNode {
  const cited = [...judged.reasons, ...judged.costs].flatMap(({ seen }) => seen);
  const lines = cited.flatMap((each) => [
    recordingOf(each),
    ...(each.base === null ? [] : [baseOf(each.base)]),
  ]);
  return (
    <details className={styles.source}>
      <summary>Where this comes from</summary>
      <ul>
        {[...new Set(lines)].sort().map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </details>
  );
}
