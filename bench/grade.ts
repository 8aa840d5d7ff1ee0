import { mkdtemp, readdir, rm } from "node:fs/promises";
import { availableParallelism, cpus, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { LABS_DIR } from "../workbench/project.ts";
import { compare } from "./grade/compare.ts";
import { measureIntake } from "./grade/intake.ts";
import { measureListing } from "./grade/listing.ts";
import type { Comparison, GradeResult } from "./grade/schema.ts";
import { solveInSandbox } from "./grade/solutions.ts";

const { values } = parseArgs({
  options: {
    size: { type: "string", default: "200" },
    lab: { type: "string", default: "10-surface" },
    jobs: { type: "string", default: String(Math.min(2, availableParallelism())) },
    runs: { type: "string", default: "1" },
    sample: { type: "string" },
    listing: { type: "string" },
    intake: { type: "string" },
    solutions: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});

const HELP = `Usage: node bench/grade.ts [--size N] [--lab ID] [--jobs N] [--runs N] [--sample N] [--json]
       node bench/grade.ts --listing N | --intake N | --solutions [--lab ID]

Grades a made class (right, wrong, hostile, copies) with \`groundwork grade\`, and with the loop that an instructor would
write: \`groundwork lab check\` for one hand-in after the other. That is a process for each, which builds on the engine that
is there, runs what it has built, and runs the lab's tests; without a sandbox, and with one build cache for all. Prints
both times, their ratio, the grader's memory over time, and every hand-in on whose tasks the two disagree. A build that
never ends costs the loop the lab's 120 s and the grader the assignment's 20 s; the second ratio leaves the loop's time
with those out, and none of ours. Exits with 1 when the two disagree. The loop over 200 takes over an hour: with
--sample 20 it checks the first twenty, which hold each kind as often as the next twenty do, and its time is multiplied.

With --json into bench/results/grade.json, the instructors' page "Grade a class" shows it.

--listing N    how long it takes to know what a journal of N grades holds, with its index and without
--intake N     how long it takes to take N small hand-ins in, and how much memory
--solutions    checks each lab's own solution once in a sandbox; with --lab only that one's. Exits with 1 when one fails`;

const progress = (line: string): void => void process.stderr.write(`${line}\n`);

function text(result: Comparison): string {
  const { oursSeconds, loopSeconds, ratio, endless, ratioWithoutEndless, memoryMegabytes } = result;
  const { sample, size } = result;
  const sampled = sample === size ? "" : `, by the first ${sample} of ${size}`;
  return [
    `ours ${oursSeconds} s, the loop (\`lab check\` for each hand-in) ${loopSeconds} s${sampled}, ratio ${ratio}`,
    `  ${endless} never end; without the loop's time with them: ratio ${ratioWithoutEndless}`,
    `  memory of the grader: ${memoryMegabytes.join(", ")} MB from start to end`,
    ...result.different.map((each) => `  DIFFERS ${each}`),
    `  same marks: ${result.agree}, different: ${result.different.length}, refused by the policy: ${result.rejected}`,
  ].join("\n");
}

async function compareAll(folder: string): Promise<void> {
  const runs: Comparison[] = [];
  for (let run = 1; run <= Number(values.runs); run++) {
    const { lab } = values;
    const [size, jobs] = [Number(values.size), Number(values.jobs)];
    const result = await compare({
      folder: path.join(folder, String(run)),
      lab,
      size,
      jobs,
      sample: Number(values.sample ?? size),
      onProgress: progress,
    });
    runs.push(result);
    if (!values.json) console.log(`run ${run}: ${text(result)}`);
  }
  if (values.json) console.log(JSON.stringify(resultOf(runs), null, 2));
  if (runs.some(({ different }) => different.length > 0)) process.exitCode = 1;
}

function resultOf(runs: Comparison[]): GradeResult {
  const processor = cpus()[0]?.model ?? "unknown";
  const machine = { processor, cores: availableParallelism(), node: process.version };
  return { format: "groundwork.bench-grade/1", date: new Date().toISOString(), machine, runs };
}

async function solveAll(given: boolean): Promise<void> {
  const names = (await readdir(LABS_DIR)).filter((name) => /^\d\d-/.test(name)).toSorted();
  for (const id of given ? [values.lab] : names) {
    const { result, breaches } = await solveInSandbox(id, progress);
    console.log(
      `${id}: ${result.verdict} in ${Math.round(result.durationMs / 1000)} s ${breaches.join(", ")}`,
    );
    const failed = result.tasks.filter(({ verdict }) => verdict !== "pass");
    for (const { id: task, verdict, failure } of failed)
      console.log(`  ${task}: ${verdict}: ${failure?.expected ?? ""}\n${failure?.seen ?? ""}`);
    if (failed.length > 0 || breaches.length > 0) process.exitCode = 1;
  }
}

const show = (value: unknown): void => console.log(JSON.stringify(value, null, 2));

if (values.help) console.log(HELP);
else {
  const folder = await mkdtemp(path.join(tmpdir(), "groundwork-bench-grade-"));
  try {
    if (values.listing !== undefined) show(await measureListing(folder, Number(values.listing)));
    else if (values.intake !== undefined) show(await measureIntake(folder, Number(values.intake)));
    else if (values.solutions) await solveAll(process.argv.includes("--lab"));
    else await compareAll(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
