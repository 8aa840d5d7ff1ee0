import type { ReactNode } from "react";
import type { LabState } from "../../../workbench/serve/messages.ts";
import { withCode } from "../../lib/withCode.tsx";
import { useAsk } from "./ask.ts";
import styles from "./styles.module.css";

/** The hints that were opened, and the button for the next one. */
export default function Hints({ lab, task }: { lab: string; task: LabState["tasks"][number] }): ReactNode {
  const ask = useAsk();
  const next = task.hints.length + 1;
  const of = task.hints.length + task.moreHints;
  const { observed } = task;
  // Before the author's hints comes one that is drawn from the last check, when it failed.
  const isObservedNext = observed === null && task.last?.verdict === "fail";
  const says = isObservedNext
    ? "What does the last check tell?"
    : task.moreHints > 0
      ? `Hint ${next} of ${of}`
      : "No more hints";
  const isEnd = !isObservedNext && task.moreHints === 0;
  return (
    <div className={styles.hints} aria-live="polite">
      {observed && (
        <div className={styles.hint}>
          <strong>From your last check</strong>
          <p>{observed.cause}</p>
          {observed.ask && <p>{observed.ask}</p>}
          {observed.trend && <p>{observed.trend}</p>}
          <p>
            Look at <code>{observed.where}</code>.
          </p>
        </div>
      )}
      {task.hints.map((text, index) => (
        <div key={text} className={styles.hint}>
          <strong>
            Hint {index + 1} of {of}
          </strong>
          {text.split(/\n{2,}/).map((paragraph) => (
            <p key={paragraph}>{withCode(paragraph)}</p>
          ))}
        </div>
      ))}
      <button
        type="button"
        className={styles.button}
        aria-disabled={isEnd}
        aria-label={`${says} Task: ${task.title}`}
        onClick={() => {
          if (!isEnd) ask("POST", "hints", { lab, task: task.id });
        }}
      >
        {says}
      </button>
    </div>
  );
}
