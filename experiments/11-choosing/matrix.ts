import type { Recorder, Subject } from "../../workbench/record/types.ts";
import { bases } from "./bases.ts";
import { buildCast, needs, programs } from "./cast.ts";

interface Cell {
  readonly row: string;
  readonly column: string;
  readonly works: boolean;
  readonly run: string;
}

/** What each base is, what starts on it, and what it supplies. Keys: `base-BASE`, `PROGRAM-on-BASE`, `NEED-on-BASE`. */
export async function matrix(recorder: Recorder): Promise<void> {
  await buildCast(recorder);
  const started: Cell[] = [];
  const supplied: Cell[] = [];
  for (const [base, reference] of Object.entries(bases)) {
    await recorder.baseFacts(`base-${base}`, await subjectOf(recorder, base), reference);
    const image = await recorder.build(`${base}-build`, {
      title: `all programs and probes on ${reference}`,
      tag: `on-${base}`,
      dockerfile: `FROM ${reference}\nCOPY --from=cast / /\n`,
    });
    started.push(...(await startAll(recorder, base, image)));
    supplied.push(...(await askAll(recorder, base, image)));
    await recorder.remove(image);
  }
  for (const program of Object.keys(programs)) countBases(recorder, program, started);
  recorder.matrix("matrix", "Which program starts on which base?", started);
  recorder.matrix("needs", "What does each base supply?", supplied);
}

function countBases(recorder: Recorder, program: string, started: readonly Cell[]): void {
  const works = started.filter(({ column, works }) => column === program && works);
  recorder.figure(`reach-${program}`, {
    title: `bases on which ${program} starts`,
    value: works.length,
    unit: "bases",
    stable: true,
    from: works.map(({ run }) => run),
  });
}

/** scratch is no image that could be read, and an engine doesn't save one without layers: an empty file stands for it. */
function subjectOf(recorder: Recorder, base: string): Promise<Subject> | Subject {
  if (base !== "scratch") return recorder.base(base);
  return recorder.build("empty-build", {
    title: "scratch with one empty file",
    tag: "empty",
    files: { empty: "" },
    dockerfile: "FROM scratch\nCOPY empty /\n",
  });
}

async function startAll(recorder: Recorder, base: string, image: Subject): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const [program, start] of Object.entries(programs)) {
    const run = `${program}-on-${base}`;
    const { exitCode } = await recorder.run(run, image, { title: `${program} on ${base}`, ...start });
    cells.push({ row: base, column: program, works: exitCode === 0, run });
  }
  return cells;
}

/** A clock that does not know the city does not fail: only what it prints tells. */
async function askAll(recorder: Recorder, base: string, image: Subject): Promise<Cell[]> {
  const cells: Cell[] = [];
  for (const [need, { column, start, says }] of Object.entries(needs)) {
    const run = `${need}-on-${base}`;
    const ran = await recorder.run(run, image, { title: `${column}, on ${base}`, ...start });
    cells.push({ row: base, column, works: ran.exitCode === 0 && ran.stdout.includes(says), run });
  }
  return cells;
}
