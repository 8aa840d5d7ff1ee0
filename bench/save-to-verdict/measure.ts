import { readFile } from "node:fs/promises";
import type { Engine } from "../../workbench/engine/types.ts";
import type { LabEvent } from "../../workbench/lab/events.ts";
import { loadLab } from "../../workbench/lab/load.ts";
import { openRunner, type LabRunner } from "../../workbench/lab/runner/open.ts";
import { LABS_DIR } from "../../workbench/project.ts";
import { writeText } from "../../workbench/state.ts";
import { median } from "../read-image/measure.ts";
import { nameOf, type BenchCase } from "./cases.ts";
import { placeOf, type Place } from "./place.ts";

/** From save to verdict: at most this many times the bare commands, and this many milliseconds more. */
export const BOUND = { ratio: 1.15, plusMs: 150 };

/** What was measured of one case in one run. */
export interface Row {
  readonly name: string;
  readonly bareMs: readonly number[];
  readonly oursMs: readonly number[];
  readonly medianBareMs: number;
  readonly medianOursMs: number;
  readonly boundMs: number;
  /** Of the medians. */
  readonly ratio: number;
  readonly withinBound: boolean;
}

/** One case: the bare commands and ours take turns, so that a busy machine is busy for both. */
export async function measureCase(engine: Engine, each: BenchCase, turns: number): Promise<Row> {
  const lab = await loadLab(LABS_DIR, each.lab);
  await using place = await placeOf(engine, lab, each);
  await using runner = openRunner(lab, engine);
  // The first of each fills the caches: what is measured is a task that was built before.
  await place.bareMs();
  await oursMs(runner, place, each);
  const [bare, ours]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn++) {
    // As for somebody who reads for a moment before the next save; else it would get ready during the bare turn.
    await runner.ready();
    bare.push(await place.bareMs());
    ours.push(await oursMs(runner, place, each));
  }
  return rowOf(nameOf(each), bare, ours);
}

/** Judges one case's times. Pure. */
export function rowOf(name: string, bareMs: readonly number[], ours: readonly number[]): Row {
  const [medianBareMs, medianOursMs] = [median(bareMs), median(ours)];
  const boundMs = medianBareMs * BOUND.ratio + BOUND.plusMs;
  return {
    ...{ name, bareMs, oursMs: ours, medianBareMs, medianOursMs, boundMs },
    ratio: medianOursMs / medianBareMs,
    withinBound: medianOursMs <= boundMs,
  };
}

/** Milliseconds from the moment in which the file is saved to the task's verdict. Throws when the case is not as declared. */
async function oursMs(runner: LabRunner, { handIn, dockerfile }: Place, each: BenchCase): Promise<number> {
  const text = await readFile(dockerfile, "utf8");
  const events: LabEvent[] = [];
  let ended = NaN;
  const start = performance.now();
  await writeText(dockerfile, text);
  const result = await runner.check({
    target: { kind: "path", path: handIn },
    task: each.task,
    onEvent(event) {
      events.push(event);
      if (event.type === "run-ended") ended = performance.now() - start;
    },
  });
  requireAsDeclared(each, result.verdict, events);
  return ended;
}

/** The bare commands must do what the task does, no more and no less. */
function requireAsDeclared(each: BenchCase, verdict: string, events: readonly LabEvent[]): void {
  const builds = new Set(events.flatMap((event) => (event.type === "build-step" ? [event.build] : []))).size;
  const runs = events.filter((event) => event.type === "container-ended").length;
  const tasks = events.filter((event) => event.type === "task-ended").length;
  if (verdict === each.verdict && builds === 1 && runs === each.runs.length && tasks === 1) return;
  throw new Error(
    `${nameOf(each)} is no longer as bench/save-to-verdict/cases.ts says: ${verdict}, ${tasks} tasks, ${builds} builds, ${runs} runs.`,
  );
}
