import type { ReactNode } from "react";
import type { GuideTableName, GuideTables } from "../../../site/guide/table.ts";
import { withCode } from "../../lib/withCode.tsx";
import ScrollingTable from "../ScrollingTable/index.tsx";
import styles from "./styles.module.css";

export interface GuideTableProps {
  readonly table: GuideTableName;
  /** Added by the page compiler. */
  readonly tables?: GuideTables;
}

/** A table of the instructors' guide, made from the grader's own code or from a stored measurement. */
export default function GuideTable({ table, tables }: GuideTableProps): ReactNode {
  if (tables === undefined) throw new Error("<GuideTable> may only stand in an .mdx page");
  const { caption, columns, rows, notes } = tables[table];
  return (
    <>
      <ScrollingTable className={styles.table}>
        <caption>{withCode(caption)}</caption>
        <thead>
          <tr>
            {columns.map((column) =>
              column === "" ? (
                <td key={column} />
              ) : (
                <th key={column} scope="col">
                  {withCode(column)}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {rows.map(([first = "", ...cells]) => (
            <tr key={first}>
              <th scope="row">{withCode(first)}</th>
              {cells.map((cell, at) => (
                <td key={columns[at + 1]}>{withCode(cell)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
      <div className={styles.notes}>
        {notes.map((note) => (
          <p key={note}>{withCode(note)}</p>
        ))}
      </div>
    </>
  );
}
