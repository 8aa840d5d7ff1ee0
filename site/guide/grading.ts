import { gradeResultSchema } from "../../bench/grade/schema.ts";
import type { Comparison, GradeResult } from "../../bench/grade/schema.ts";
import type { GuideTable } from "./table.ts";

/** Sizes of classes that the time is worked out for. */
const CLASSES = [30, 100, 300];

/** A stored run of `node bench/grade.ts --json` as pages show it. Throws where the text is none. Pure. */
export function gradingTables(text: string): { readonly speed: GuideTable; readonly minutes: GuideTable } {
  const result = gradeResultSchema.parse(JSON.parse(text));
  return { speed: speedOf(result), minutes: minutesOf(result) };
}

/** A line of the table: what it says, and its cell for a run. */
const LINES: readonly (readonly [says: string, cell: (run: Comparison) => string])[] = [
  ["Hand-ins", ({ size, lab }) => `${size}, lab ${lab}`],
  ["`groundwork grade`", ({ oursSeconds, jobs }) => `${oursSeconds} s, ${jobs} at a time`],
  ["for each hand-in", ({ oursSeconds, size }) => `${(oursSeconds / size).toFixed(1)} s`],
  ["The loop", ({ loopSeconds, sample, size }) => `${loopSeconds} s${sampled(sample, size)}`],
  ["How many times as long the loop takes", ({ ratio }) => ratio.toFixed(1)],
  [
    "the same, without the loop's time for builds that never end",
    (run) => run.ratioWithoutEndless.toFixed(1),
  ],
  ["Hand-ins whose build never ends", ({ endless }) => String(endless)],
  ["Memory of the grader's process, from start to end", ({ memoryMegabytes: mb }) => `${mb.join(", ")} MB`],
  ["Same marks as the loop", ({ agree, rejected }) => `${agree}; ${rejected} refused by the policy`],
  ["Other marks than the loop", ({ different }) => String(different.length)],
];

function sampled(sample: number, size: number): string {
  return sample === size ? "" : `, by the first ${sample} of ${size}`;
}

function speedOf({ date, machine, runs }: GradeResult): GuideTable {
  return {
    caption: "Grading a class, beside a loop over `groundwork lab check`",
    columns: ["", ...runs.map((_, at) => `Run ${at + 1}`)],
    rows: LINES.map(([says, cell]) => [says, ...runs.map(cell)]),
    notes: [
      `Measured on ${date.slice(0, 10)} with ${machine.cores} cores (${machine.processor}) and Node ${machine.node.replace(/^v/, "")}.`,
      "The class is made: of each twenty hand-ins seven are right, six are traps of the lab, one is the starter, three are hostile, three are copies.",
      ...(runs.some(({ sample, size }) => sample < size)
        ? [
            "The loop checks only the first of the class, which hold each kind as often as the rest does, and its time is multiplied. The grader has graded all of them.",
          ]
        : []),
      "The loop has no sandbox, one process for each hand-in, and the lab's own limits of time. A build that never ends costs it more than the grader, to which the assignment gives a short limit: so the ratio stands there a second time without the loop's time for these, and with all of ours.",
      "The grader runs equal hand-ins once, and a task that has passed with the same files not again.",
    ],
  };
}

function minutesOf({ date, machine, runs }: GradeResult): GuideTable {
  const each = runs.map(({ oursSeconds, size }) => oursSeconds / size).toSorted((one, other) => one - other);
  const slowest = each.at(-1) ?? 0;
  return {
    caption: "How long a class takes",
    columns: ["Hand-ins for one lab", "Minutes on one machine"],
    rows: CLASSES.map((size) => [String(size), String(Math.ceil((size * slowest) / 60))]),
    notes: [
      `Worked out from the slowest of ${runs.length} runs on ${date.slice(0, 10)}: ${kindsOf(runs)}, ${machine.cores} cores. Other labs build more or less.`,
    ],
  };
}

/** What was graded, where runs differ each kind once. */
function kindsOf(runs: readonly Comparison[]): string {
  return [...new Set(runs.map(({ lab, jobs }) => `lab ${lab}, ${jobs} at a time`))].join("; ");
}
