import { mkdtemp, rm } from "node:fs/promises";
import { availableParallelism, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import type { ClassMarks } from "../workbench/grade/schema/marks.ts";
import type { LabResult } from "../workbench/lab/results.ts";
import { measureListing } from "./grade/listing.ts";
import { loopOver } from "./grade/loop.ts";
import { makeClass } from "./grade/made.ts";
import { gradeOurs } from "./grade/ours.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "200" },
    lab: { type: "string", default: "10-surface" },
    jobs: { type: "string", default: String(Math.min(2, availableParallelism())) },
    runs: { type: "string", default: "1" },
    listing: { type: "string" },
    help: { type: "boolean", short: "h", default: false },
  },
});

if (values.help) {
  console.log(`Usage: node bench/grade.ts [--size N] [--lab ID] [--jobs N] [--runs N] | --listing N

Grades a made class (right, wrong, hostile, copies) with \`groundwork grade\` and with the loop that an instructor would
write: one process for each hand-in, which builds, runs and tests it. Prints both times, their ratio, the grader's memory
over time, and every hand-in on whose tasks the two disagree. --listing N: how long it takes to know what a journal of N
grades holds, with its index and without. Exits with 1 when the two disagree.`);
} else {
  const folder = await mkdtemp(path.join(tmpdir(), "groundwork-bench-grade-"));
  try {
    if (values.listing !== undefined)
      console.log(JSON.stringify(await measureListing(folder, Number(values.listing)), null, 2));
    else
      for (let run = 1; run <= Number(values.runs); run++) await compare(path.join(folder, String(run)), run);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function compare(folder: string, run: number): Promise<void> {
  const made = await makeClass(folder, values.lab, Number(values.size));
  const start = performance.now();
  const { marks, memory } = await gradeOurs(made, path.join(folder, "out"), Number(values.jobs));
  const oursMs = performance.now() - start;
  const loopStart = performance.now();
  const loop = await loopOver(made);
  const loopMs = performance.now() - loopStart;
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  console.log(
    `run ${run}: ours ${seconds(oursMs)}, the loop ${seconds(loopMs)}, ratio ${(loopMs / oursMs).toFixed(2)}`,
  );
  const parts = [0, 1, 2, 3].map((at) => memory[Math.floor((memory.length * at) / 4)] ?? 0);
  console.log(`  memory of the grader: ${[...parts, memory.at(-1) ?? 0].join(", ")} MB from start to end`);
  const different = disagreements(marks, loop);
  for (const each of different) console.log(`  DIFFERS ${each}`);
  const rejected = marks.students.filter(({ labs }) => labs[0]?.status === "rejected").length;
  console.log(
    `  ${made.students.length - rejected - different.length} agree, ${rejected} were rejected by the policy`,
  );
  if (different.length > 0) process.exitCode = 1;
}

/** Whom the two give different verdicts. What the policy refuses is not built, so there is nothing to compare. */
function disagreements({ students }: ClassMarks, loop: ReadonlyMap<string, LabResult | null>): string[] {
  return students.flatMap(({ student, labs: [lab] }) => {
    if (!lab || lab.status === "rejected") return [];
    const ours = lab.tasks.map(({ id, verdict }) => `${id} ${verdict}`).join(", ");
    const theirs =
      loop
        .get(student)
        ?.tasks.map(({ id, verdict }) => `${id} ${verdict}`)
        .join(", ") ?? "given up";
    return ours === theirs ? [] : [`${student}: ours ${ours}; the loop ${theirs}`];
  });
}
