import { readFileSync } from "node:fs";
import path from "node:path";
import { BaseSequencer, type TestSpecification } from "vitest/node";

const PROJECT = path.join(import.meta.dirname, "..");

/**
 * Begins with the labs that take longest. vitest's own order knows durations only where it has run before, and a new
 * machine that begins the longest of twelve labs last waits for it with one of its two cores.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const labs = sorted.filter(isLab).sort((a, b) => workOf(b) - workOf(a));
    const inOrder = sorted.map((file) => (isLab(file) ? (labs.shift() ?? file) : file));
    return [...inOrder].sort((a, b) => minutesOf(b) - minutesOf(a));
  }
}

/** Minutes on two cores of the files that take longest, so that none of them is left for the end. */
export const MINUTES: Readonly<Record<string, number>> = {
  "tests/grade/queue/faults.engine.test.ts": 8,
  "workbench/bases/recipes.engine.test.ts": 6,
  "tests/try/image.engine.test.ts": 4,
  "tests/grade/workflow.engine.test.ts": 4,
  "tests/grade/guide.engine.test.ts": 4,
  "tests/grade/queue/executors.engine.test.ts": 3,
  "tests/grade/killed.engine.test.ts": 3,
  "tests/engine/predict/truth.engine.test.ts": 2,
  "tests/grade/interrupted.engine.test.ts": 2,
};

function minutesOf(file: TestSpecification): number {
  return MINUTES[path.relative(PROJECT, file.moduleId)] ?? 0;
}

function isLab(file: TestSpecification): boolean {
  return file.project.name === "labs";
}

/** Seconds, roughly: half a second an observation, four a hand-in, as measured on two cores. */
function workOf(file: TestSpecification): number {
  const id = path.basename(file.moduleId, ".test.ts");
  const observations = count(path.join("recordings", `${id}.json`), /"kind":/g);
  const handIns = count(path.join("labs", id, "lab.yaml"), /failsAt:/g);
  return observations / 2 + handIns * 4;
}

function count(file: string, what: RegExp): number {
  return readFileSync(path.join(PROJECT, file), "utf8").match(what)?.length ?? 0;
}
