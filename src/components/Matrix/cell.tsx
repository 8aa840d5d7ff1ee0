import useBrokenLinks from "@docusaurus/useBrokenLinks";
import { useEffect, useRef, useState } from "react";
import type { ReactNode } from "react";
import { idFrom } from "../../lib/ids.ts";
import type { RecordedAs } from "../../lib/recorded.ts";
import { Transcript } from "../Run/index.tsx";
import { plainOf } from "../Run/colours.ts";
import { streamsOf } from "../Run/transcript.ts";
import { axisOfBases } from "./axis.ts";
import styles from "./styles.module.css";

type Matrix = RecordedAs<"matrix">;

interface CellProps {
  readonly cell: Matrix["observation"]["cells"][number];
  readonly matrix: Matrix;
}

/**
 * One cell: glyph and word, and the run behind it in a popover. `#run-KEY` leads to it. Hundreds of transcripts would
 * make a page heavy, so a cell holds its run's text alone until somebody opens it.
 */
export function Cell({ cell, matrix }: CellProps): ReactNode {
  const id = idFrom("cell", matrix.of, cell.row, cell.column);
  const [wasOpened, setWasOpened] = useState(false);
  const popover = useRef<HTMLDivElement>(null);
  // The browser opens it by itself, and may have done so before this code came.
  useEffect(() => {
    if (popover.current?.matches(":popover-open") === true) setWasOpened(true);
  }, []);
  const anchor = isFirstOfItsRun(cell, matrix) ? `run-${cell.run}` : undefined;
  useBrokenLinks().collectAnchor(anchor);
  const recorded = runBehind(cell, matrix);
  const name = `${cell.row} on ${cell.column}`;
  return (
    <>
      <button
        id={anchor}
        type="button"
        className={styles.cell}
        data-works={cell.works}
        popoverTarget={id}
        onClick={() => setWasOpened(true)}
      >
        <span aria-hidden="true">{cell.works ? "✓" : "✗"}</span> {cell.works ? "works" : "fails"}
        <span className="sr-only">: {name}, show the run</span>
      </button>
      <div ref={popover} id={id} popover="auto" className={styles.run} role="dialog" aria-label={name}>
        {wasOpened ? (
          <Transcript recorded={recorded} title={recorded.observation.title} />
        ) : (
          <samp>
            {streamsOf(recorded.observation)
              .map(({ text }) => plainOf(text))
              .join("\n")}
          </samp>
        )}
        <button type="button" className="gw-button" popoverTarget={id} popoverTargetAction="hide">
          Close
        </button>
      </div>
    </>
  );
}

/** Cells may share a run, and an id stands only once on a page. */
function isFirstOfItsRun(cell: CellProps["cell"], { observation }: Matrix): boolean {
  return observation.cells.find(({ run }) => run === cell.run) === cell;
}

/** The run of a cell, on the base that the cell's row or column names. */
function runBehind(cell: CellProps["cell"], matrix: Matrix): RecordedAs<"run"> {
  const run = matrix.related[cell.run];
  if (run?.kind !== "run")
    throw new Error(`matrix ${matrix.of}: there is no run "${cell.run}" behind ${cell.row} × ${cell.column}`);
  const { bases } = matrix.provenance;
  const axis = axisOfBases(matrix);
  const base = axis === null ? null : (bases.find(({ id }) => id === cell[axis]) ?? null);
  return {
    ...matrix,
    of: `${matrix.of.split("/")[0] ?? ""}/${cell.run}`,
    observation: run,
    base,
    provenance: { ...matrix.provenance, bases: base === null ? bases : [base] },
    related: {},
  };
}
