import type { KeyboardEvent, ReactNode } from "react";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps } from "../../lib/recorded.ts";
import BaseName from "../BaseName/index.tsx";
import Figure, { FigureTable } from "../Figure/index.tsx";
import { axisOfBases } from "./axis.ts";
import { neighbour } from "./arrows.ts";
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
    <Figure caption={caption} recorded={[recorded]}>
      <FigureTable name={caption} wide={columns.length > 6}>
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
        <tbody className={styles.cells} onKeyDown={move}>
          {rows.map((row) => (
            <tr key={row}>
              <th scope="row">{axis === "row" ? <BaseName name={row} bases={bases} /> : row}</th>
              {columns.map((column) => {
                const cell = cells.find((candidate) => candidate.row === row && candidate.column === column);
                return (
                  <td key={column}>
                    {cell === undefined ? "not tried" : <Cell cell={cell} matrix={recorded} />}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </FigureTable>
    </Figure>
  );
}

/** Arrow keys lead from a cell to the next one that was tried. */
function move(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const from = event.target;
  if (!(from instanceof HTMLButtonElement) || from.closest("[popover]") !== null) return;
  const rows = [...event.currentTarget.rows].map((row) =>
    [...row.cells].map((cell) => cell.querySelector<HTMLButtonElement>(":scope > button")),
  );
  const next = neighbour(rows, from, event.key);
  if (next === null) return;
  event.preventDefault();
  next.focus();
}
