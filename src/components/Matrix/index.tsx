import type { ReactNode } from "react";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps } from "../../lib/recorded.ts";
import BaseName from "../BaseName/index.tsx";
import { ProvenanceDetails } from "../Provenance/index.tsx";
import { axisOfBases } from "./axis.ts";
import { Cell } from "./cell.tsx";
import styles from "./styles.module.css";

/** A recorded table of programs and bases; each cell opens the run behind it. */
export default function Matrix({ title, ...props }: OfProps & { readonly title?: string }): ReactNode {
  const recorded = recordedAs("Matrix", props, "matrix");
  const { rows, columns, cells } = recorded.observation;
  const caption = title ?? recorded.observation.title;
  const { bases } = recorded.provenance;
  const axis = axisOfBases(recorded);
  return (
    <figure className={styles.figure}>
      <div
        className={styles.scroll}
        data-wide={columns.length > 6}
        role="region"
        aria-label={caption}
        tabIndex={0}
      >
        <table>
          <caption>{caption}</caption>
          <thead>
            <tr>
              <td />
              {columns.map((column) => (
                <th key={column} scope="col">
                  {axis === "column" ? <BaseName name={column} bases={bases} /> : column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row}>
                <th scope="row">{axis === "row" ? <BaseName name={row} bases={bases} /> : row}</th>
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
