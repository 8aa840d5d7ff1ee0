import type { ReactNode } from "react";
import type { FileDiff } from "../../../site/lab-diff.ts";
import CopyButton from "../CopyButton/index.tsx";
import styles from "./styles.module.css";

export interface LabDiffProps {
  readonly id: string;
  /** Added by the page compiler. */
  readonly diffs?: readonly FileDiff[];
}

/** What a lab's solution changes of its starter: hidden until the reader asks, and then for one file at a time. */
export default function LabDiff({ id, diffs }: LabDiffProps): ReactNode {
  if (diffs === undefined) throw new Error(`<LabDiff id="${id}"> may only stand in an .mdx page`);
  const command = `npx groundwork hint ${id}`;
  return (
    <details className={`${styles.solution} gw-spoiler`}>
      <summary>Spoiler: from the starter to one solution</summary>
      <p>
        Hints give less away: <code>{command}</code> <CopyButton text={command} what="the command" />. And
        this is one way of several; any that works passes.
      </p>
      {diffs.map((diff) => (
        <details key={diff.path} className={styles.file}>
          <summary>
            <code>{diff.path}</code> <span className={styles.count}>{countOf(diff)}</span>
          </summary>
          <Lines diff={diff} />
        </details>
      ))}
    </details>
  );
}

/** `3 lines in, 1 out`. */
function countOf({ lines }: FileDiff): string {
  const [put, taken] = ["+", "-"].map((sign) => lines.filter((line) => line?.sign === sign).length);
  return `${put} ${put === 1 ? "line" : "lines"} in, ${taken} out`;
}

function Lines({ diff }: { readonly diff: FileDiff }): ReactNode {
  return (
    <pre className={styles.lines} tabIndex={0} aria-label={`Changes to ${diff.path}`}>
      {diff.lines.map((line, index) =>
        // Lines may be alike; their place tells them apart.
        line === null ? (
          <span key={index} className={styles.gap}>
            …{"\n"}
          </span>
        ) : (
          <span key={index} data-sign={line.sign}>
            {line.sign} {line.text}
            {"\n"}
          </span>
        ),
      )}
    </pre>
  );
}
