import type { ReactNode } from "react";
import type { LabView } from "../../lib/live/view.ts";
import { useAsk } from "./ask.ts";
import styles from "./styles.module.css";

/** The learner's own files, each with a way into the editor; before there are any, the button that lays them out. */
export default function Files({ view }: { view: LabView }): ReactNode {
  const ask = useAsk();
  const { lab, begun, folder, files } = view.state;
  if (!begun) {
    return (
      <p>
        <button
          type="button"
          className={`${styles.button} ${styles.main}`}
          onClick={() => ask("POST", "start", { lab })}
        >
          Lay out my copy
        </button>{" "}
        in <code>{folder}</code>
      </p>
    );
  }
  return (
    <details className={styles.files}>
      <summary>
        Your files, in <code>{folder}</code>
      </summary>
      <ul>
        {files.map((file) => (
          <li key={file.path}>
            <File lab={lab} path={file.path} there={file.there} />
          </li>
        ))}
      </ul>
    </details>
  );
}

/** One file with its button; a file that is not there yet has none. */
export function File({ lab, path, there }: { lab: string; path: string; there: boolean }): ReactNode {
  const ask = useAsk();
  return (
    <span className={styles.file}>
      <code>{path}</code>{" "}
      {there ? (
        <button
          type="button"
          className={styles.button}
          aria-label={`Open in editor: ${path}`}
          onClick={() => ask("POST", "open", { lab, path })}
        >
          Open in editor
        </button>
      ) : (
        "is not there yet"
      )}
    </span>
  );
}
