import type { ReactNode } from "react";
import { formatBytes } from "../../lib/bytes.ts";
import { instructionOf } from "./stack.ts";
import type { Changes, Stratum } from "./stack.ts";
import styles from "./styles.module.css";

interface LayerProps {
  readonly layer: Stratum;
  readonly open: boolean;
  readonly onToggle: (open: boolean) => void;
}

/** One layer: its two sizes and its instruction, and behind them the files that it touches. */
export default function Layer({ layer, open, onToggle }: LayerProps): ReactNode {
  const { unpackedBytes, compressedBytes, createdBy, changes } = layer;
  const words = (
    <>
      <strong>{formatBytes(unpackedBytes)}</strong> unpacked, {formatBytes(compressedBytes)} compressed
      {createdBy !== "" && <code>{instructionOf(createdBy)}</code>}
    </>
  );
  if (changes === undefined) return <div className={styles.layer}>{words}</div>;
  return (
    <details
      className={styles.layer}
      open={open}
      onToggle={({ currentTarget }) => onToggle(currentTarget.open)}
    >
      <summary>
        {words}
        <span className={styles.counts}>{countsOf(changes)}</span>
      </summary>
      <Paths sign="+" what="adds" of={changes.added} />
      <Paths sign="~" what="changes" of={changes.changed} />
      <Paths sign="−" what="deletes" of={changes.deleted} />
    </details>
  );
}

/** `+ 284 added, − 1 deleted, 11.4 MB wasted`: what is none is left out. */
function countsOf({ added, changed, deleted, wastedBytes }: Changes): string {
  const counts = [
    added.count > 0 ? `+${added.count} added` : "",
    changed.count > 0 ? `~${changed.count} changed` : "",
    deleted.count > 0 ? `−${deleted.count} deleted` : "",
    wastedBytes > 0 ? `${formatBytes(wastedBytes)} wasted` : "",
  ].filter((part) => part !== "");
  return counts.length === 0 ? "no files touched" : counts.join(", ");
}

interface PathsProps {
  readonly sign: string;
  readonly what: string;
  readonly of: Changes["added"];
}

function Paths({ sign, what, of: { count, largest } }: PathsProps): ReactNode {
  if (count === 0) return null;
  // Folders and links weigh nothing: they are named where nothing else is.
  const heavy = largest.filter(({ bytes }) => bytes > 0);
  const named = heavy.length > 0 ? heavy : largest;
  return (
    <div className={styles.paths} data-what={what}>
      <p>
        It {what} {count === 1 ? "one path" : `${count} paths`}
        {count > named.length && "; the largest"}:
      </p>
      <ul>
        {named.map(({ path, bytes }) => (
          <li key={path}>
            <span aria-hidden="true">{sign}</span> <code>{path}</code>
            {bytes > 0 && <span className={styles.bytes}>{formatBytes(bytes)}</span>}
          </li>
        ))}
      </ul>
    </div>
  );
}
