import { useRef, useState } from "react";
import type { ReactNode } from "react";
import type { Refusal } from "../../../workbench/serve/contract.ts";
import { ask } from "../../lib/live/api.ts";
import { useLab } from "../../lib/live/useLab.ts";
import type { Connection } from "../../lib/live/connection.ts";
import { inWords } from "../../lib/live/view.ts";
import type { LabView } from "../../lib/live/view.ts";
import { AskContext } from "./ask.ts";
import Files from "./Files.tsx";
import Queue from "./Queue.tsx";
import Said from "./Said.tsx";
import Task from "./Task.tsx";
import styles from "./styles.module.css";

export interface LiveLabProps {
  readonly id: string;
  readonly token: string;
  /** What is shown until the server has told anything. */
  readonly children: ReactNode;
}

/** A lab that can be worked on from its page: by the server that `groundwork serve` runs. */
export default function LiveLab({ id, token, children }: LiveLabProps): ReactNode {
  const { view, connection } = useLab(id, token);
  const [refusal, setRefusal] = useState<Refusal | null>(null);
  const send = async (...request: readonly [method: "POST" | "DELETE", path: string, body?: unknown]) =>
    setRefusal(await ask(token, ...request));
  return (
    <AskContext value={(...request) => void send(...request)}>
      <Link connection={connection} wasOpen={view !== null} />
      {refusal && <Said refusal={refusal} onClose={() => setRefusal(null)} />}
      {view === null ? children : <Work id={id} view={view} />}
      <p className="sr-only" role="status">
        {view === null ? "" : inWords(view)}
      </p>
    </AskContext>
  );
}

function Work({ id, view }: { id: string; view: LabView }): ReactNode {
  const { state } = view;
  const top = useRef<HTMLDivElement>(null);
  const best = state.tasks.reduce((sum, task) => sum + task.best, 0);
  const points = state.tasks.reduce((sum, task) => sum + task.points, 0);
  return (
    <div ref={top} tabIndex={-1} className={styles.work}>
      <p className={styles.points}>
        Your points: <strong>{best}</strong> of {points}
      </p>
      <Files view={view} />
      {state.begun && <Queue view={view} onGone={() => top.current?.focus()} />}
      <ol className={styles.tasks}>
        {state.tasks.map((task) => (
          <Task key={task.id} lab={id} task={task} view={view} />
        ))}
      </ol>
    </div>
  );
}

function Link({ connection, wasOpen }: { connection: Connection; wasOpen: boolean }): ReactNode {
  const isLost = connection === "lost" || (connection === "connecting" && wasOpen);
  return (
    <div role="status">
      {isLost && (
        <p className={styles.lost}>
          ⚠ The connection to the server is lost. Looking for it … If its terminal was closed, start it again
          with <kbd>npm start</kbd>.
        </p>
      )}
      {connection === "stale" && (
        <p className={styles.lost}>
          ⚠ The server was started anew since this page was loaded.{" "}
          <button type="button" className={styles.button} onClick={() => location.reload()}>
            Load the page again
          </button>
        </p>
      )}
    </div>
  );
}
