import Link from "@docusaurus/Link";
import { useDocsVersion } from "@docusaurus/plugin-content-docs/client";
import type { ReactNode } from "react";
import type { Chapter } from "../../../site/chapters.ts";
import { course } from "../../course.ts";
import { useGuesses } from "../../lib/useGuess.ts";
import { progressOf } from "./progress.ts";
import type { Progress } from "./progress.ts";
import styles from "./styles.module.css";

export interface CourseMapProps {
  /** Added by the page compiler. */
  readonly chapters?: readonly Chapter[];
}

/** All chapters, deepest last, each with how far the reader has come: how many of its predictions have been made. */
export default function CourseMap({ chapters }: CourseMapProps): ReactNode {
  if (chapters === undefined) throw new Error("<CourseMap> may only stand in an .mdx page");
  const { docs } = useDocsVersion();
  const progress = progressOf(chapters, useGuesses());
  return (
    <>
      <Summary progress={progress} />
      <ol className={styles.map}>
        {course.map(({ number, title, asks }) => {
          const id = Object.keys(docs).find((candidate) => candidate.startsWith(`${number}-`));
          const own = progress.find((chapter) => chapter.id === id);
          return (
            <li key={number} data-ready={id !== undefined}>
              <span className={styles.number} aria-hidden="true">
                {number}
              </span>
              <span>
                <strong>{id === undefined ? title : <Link to={`/course/${id}/`}>{title}</Link>}</strong>
                {id === undefined && <em>coming</em>}
                <span className={styles.asks}>{asks}</span>
                {own !== undefined && <Drilled chapter={own} />}
              </span>
            </li>
          );
        })}
      </ol>
    </>
  );
}

/** How much of a chapter is done, as a bar and in words. */
function Drilled({ chapter: { minutes, made, all } }: { readonly chapter: Progress }): ReactNode {
  return (
    <span className={styles.drilled}>
      <span className={styles.bar} aria-hidden="true">
        <span style={{ width: `${(made / Math.max(1, all)) * 100}%` }} />
      </span>
      <span>
        {minutes} minutes; {made === 0 ? `${all} predictions` : `${made} of ${all} predictions made`}
        {made === all && " ✓"}
      </span>
    </span>
  );
}

function Summary({ progress }: { readonly progress: readonly Progress[] }): ReactNode {
  const sum = (of: (chapter: Progress) => number): number =>
    progress.reduce((total, chapter) => total + of(chapter), 0);
  const made = sum((chapter) => chapter.made);
  const all = sum((chapter) => chapter.all);
  const next = progress.find((chapter) => chapter.made < chapter.all);
  return (
    <p role="status">
      {made === 0
        ? `${all} predictions wait for you in ${progress.length} chapters.`
        : `You have made ${made} of ${all} predictions. `}
      {made > 0 && next !== undefined && (
        <Link to={`/course/${next.id}/`}>
          {next.made > 0 ? "Go on with" : "Begin"} chapter {next.id.slice(0, 2)}
        </Link>
      )}
    </p>
  );
}
