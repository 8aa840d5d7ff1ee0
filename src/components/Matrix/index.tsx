import { useId } from "react";
import type { ReactNode } from "react";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps, RecordedAs } from "../../lib/recorded.ts";
import { ProvenanceDetails } from "../Provenance/index.tsx";
import { Transcript } from "../Run/index.tsx";
import styles from "./styles.module.css";

/** A recorded table of programs and bases; each cell opens the run behind it. */
export default function Matrix({ title, ...props }: OfProps & { readonly title?: string }): ReactNode {
  const recorded = recordedAs("Matrix", props, "matrix");
  const { rows, columns, cells } = recorded.observation;
  const caption = title ?? recorded.observation.title;
  return (
    <figure className={styles.figure}>
      <div className={styles.scroll} role="region" aria-label={caption} tabIndex={0}>
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                <th scope="row">{row}</th>
                {columns.map((column) => {
                  const cell = cells.find(
                    (candidate) => candidate.row === row && candidate.column === column,
                  );
                  return (
                    <td key={column}>
                      {cell === undefined ? "not tried" : <Cell cell={cell} matrix={recorded} />}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <ProvenanceDetails recorded={recorded} />
    </figure>
  );
}

type MatrixRecorded = RecordedAs<"matrix">;

interface CellProps {
  readonly cell: MatrixRecorded["observation"]["cells"][number];
  readonly matrix: MatrixRecorded;
}

function Cell({ cell, matrix }: CellProps): ReactNode {
  const id = useId();
  const run = matrix.related[cell.run];
  const words = cell.works ? "works" : "fails";
  if (run?.kind !== "run")
    throw new Error(`matrix ${matrix.of}: there is no run "${cell.run}" behind ${cell.row} × ${cell.column}`);
  const experiment = matrix.of.split("/")[0] ?? "";
  const recorded: RecordedAs<"run"> = {
    ...matrix,
    of: `${experiment}/${cell.run}`,
    observation: run,
    related: {},
  };
  return (
    <>
      <button type="button" className={styles.cell} data-works={cell.works} popoverTarget={id}>
        <span aria-hidden="true">{cell.works ? "✓" : "✗"}</span> {words}
        <span className="sr-only">
          : {cell.row} on {cell.column}, show the run
        </span>
      </button>
      <div
        id={id}
        popover="auto"
        className={styles.run}
        role="dialog"
        aria-label={`${cell.row} on ${cell.column}`}
      >
        <Transcript recorded={recorded} title={`${cell.row} on ${cell.column}`} />
        <button type="button" className="gw-button" popoverTarget={id} popoverTargetAction="hide">
          Close
        </button>
      </div>
    </>
  );
}
