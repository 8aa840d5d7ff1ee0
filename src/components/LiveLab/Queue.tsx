import type { ReactNode } from "react";
import type { Asked } from "../../../workbench/serve/contract.ts";
import type { LabView } from "../../lib/live/view.ts";
import { useAsk } from "./ask.ts";
import Said from "./Said.tsx";
import styles from "./styles.module.css";

/** The button that runs all tasks, and the runs of this lab: the one under way and those that wait. */
export default function Queue({ view, onGone }: { view: LabView; onGone: () => void }): ReactNode {
  const ask = useAsk();
  const { queue, run, state } = view;
  const cancel = ({ run: name }: Asked): void => {
    // The button goes with its run: the focus must not go with it.
    onGone();
    ask("DELETE", `runs/${name}`);
  };
  const [first] = [queue.running, ...queue.waiting].filter((asked) => asked !== null);
  return (
    <div className={styles.queue}>
      <button
        type="button"
        className={`${styles.button} ${styles.main}`}
        onClick={() => ask("POST", "runs", { lab: state.lab })}
      >
        ▶ Run all tasks
      </button>
      <ul>
        {queue.running?.lab === state.lab && (
          <Run asked={queue.running} says={run?.preparing ?? "runs now"} onCancel={cancel} view={view} />
        )}
        {queue.waiting.map(
          (asked, index) =>
            asked.lab === state.lab && (
              <Run
                key={asked.run}
                asked={asked}
                says={`waits, ${ordinal(index + 1)} in the queue`}
                onCancel={cancel}
                view={view}
              />
            ),
        )}
      </ul>
      {first && first.lab !== state.lab && <p>Lab {first.lab} runs first.</p>}
      {run?.fault && run.asked.run !== queue.running?.run && <Said refusal={run.fault} />}
    </div>
  );
}

interface RunProps {
  readonly asked: Asked;
  readonly says: string;
  readonly view: LabView;
  readonly onCancel: (asked: Asked) => void;
}

function Run({ asked, says, view, onCancel }: RunProps): ReactNode {
  const task = view.state.tasks.find(({ id }) => id === asked.task);
  const what = task ? `Task “${task.title}”` : "All tasks";
  return (
    <li>
      {what}: {says}{" "}
      <button
        type="button"
        className={styles.button}
        aria-label={`Cancel: ${what}`}
        onClick={() => onCancel(asked)}
      >
        ■ Cancel
      </button>
    </li>
  );
}

function ordinal(number: number): string {
  return `${number}${["st", "nd", "rd"][number - 1] ?? "th"}`;
}
