import type { ReactNode } from "react";
import type { Failure } from "../../../workbench/lab/results.ts";
import type { LabState } from "../../../workbench/serve/messages.ts";
import { standingOf } from "../../lib/live/view.ts";
import type { LabView, Standing } from "../../lib/live/view.ts";
import { useAsk } from "./ask.ts";
import Build from "./Build.tsx";
import { File } from "./Files.tsx";
import Hints from "./Hints.tsx";
import styles from "./styles.module.css";

/** A sign and a word for each standing, so that colour never carries the meaning alone. */
const signs: Readonly<Record<Standing["word"], readonly [sign: string, word: string, look?: string]>> = {
  "not tried": ["○", "not tried"],
  next: ["…", "waits its turn"],
  running: ["▶", "runs", styles.running],
  pass: ["✓", "passed", styles.pass],
  fail: ["✗", "failed", styles.fail],
  "not-gradable": ["!", "could not be graded", styles.warn],
  rejected: ["⊘", "rejected", styles.fail],
};

export interface TaskProps {
  readonly lab: string;
  readonly task: LabState["tasks"][number];
  readonly view: LabView;
}

/** One task: how it stands, what was built for it, why it failed, its files and its hints. */
export default function Task({ lab, task, view }: TaskProps): ReactNode {
  const ask = useAsk();
  const { word, failure } = standingOf(view, task.id);
  const [sign, says, look] = signs[word];
  const run = view.run?.tasks.find(({ id }) => id === task.id);
  const files = view.state.files.filter(({ path }) => task.files.includes(path));
  return (
    <li className={styles.task}>
      <div className={styles.head}>
        <span className={styles.title}>{task.title}</span>
        <span className={styles.earned}>
          {task.best} of {task.points} points
        </span>
      </div>
      <div className={styles.bar}>
        <span className={`${styles.standing} ${look ?? ""}`}>
          <span aria-hidden="true">{sign}</span> {says}
        </span>
        {view.state.begun && (
          <button
            type="button"
            className={styles.button}
            aria-label={`Run this task: ${task.title}`}
            onClick={() => ask("POST", "runs", { lab, task: task.id })}
          >
            Run this task
          </button>
        )}
        {view.state.begun &&
          files.map(({ path, there }) => <File key={path} lab={lab} path={path} there={there} />)}
      </div>
      {run?.builds.map((build) => (
        <Build key={build.build} build={build} isOpen={word === "running"} />
      ))}
      {failure && <Why failure={failure} />}
      {view.state.begun && <Hints lab={lab} task={task} />}
    </li>
  );
}

/** Expected, seen, cause, where; then the engine's own text. Always in this order. */
function Why({ failure }: { failure: Failure }): ReactNode {
  const rows: readonly (readonly [string, string | null])[] = [
    ["Expected", failure.expected],
    ["Seen", failure.seen],
    ["Cause", failure.cause],
    ["Look at", failure.where],
    ["The engine said", failure.engineText],
  ];
  return (
    <dl className={styles.why}>
      {rows.map(
        ([name, text]) =>
          text !== null && (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{text}</dd>
            </div>
          ),
      )}
    </dl>
  );
}
