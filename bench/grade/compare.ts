import path from "node:path";
import type { ClassMarks } from "../../workbench/grade/schema/marks.ts";
import { loopOver, type Looped } from "./loop.ts";
import { makeClass } from "./made.ts";
import { gradeOurs } from "./ours.ts";
import type { Comparison } from "./schema.ts";

export interface CompareRequest {
  readonly folder: string;
  readonly lab: string;
  readonly size: number;
  readonly jobs: number;
  /** Kinds of hand-ins come again after each twenty, so that a multiple of twenty stands for all. */
  readonly sample: number;
  readonly onProgress: (line: string) => void;
}

/** Grades one made class in both ways, ours first. */
export async function compare(request: CompareRequest): Promise<Comparison> {
  const { folder, lab, size, jobs, onProgress } = request;
  const sample = Math.min(request.sample, size);
  const made = await makeClass(folder, lab, size);
  onProgress(`made a class of ${size}; grading it`);
  const start = performance.now();
  const { marks, memory } = await gradeOurs(made, path.join(folder, "out"), jobs);
  const oursMs = performance.now() - start;
  onProgress(`graded in ${(oursMs / 1000).toFixed(1)} s; now the loop`);
  const some = { ...made, students: made.students.slice(0, sample) };
  const loop = await loopOver(some, (done, student, ms) =>
    onProgress(`loop: ${done} of ${sample}, ${student}: ${(ms / 1000).toFixed(1)} s`),
  );
  const times = [...loop].map(([student, { ms }]) => ({ ms, endless: made.endless.has(student) }));
  const loopMs = (sum(times) * size) / sample;
  const different = disagreements(marks, loop);
  const isRejected = ({ student, labs }: ClassMarks["students"][number]): boolean =>
    loop.has(student) && labs[0]?.status === "rejected";
  const rejected = marks.students.filter(isRejected).length;
  return {
    ...{ lab, size, jobs, sample, oursSeconds: seconds(oursMs), loopSeconds: seconds(loopMs) },
    ratio: rounded(loopMs / oursMs),
    endless: made.endless.size,
    ratioWithoutEndless: rounded((sum(times.filter((each) => !each.endless)) * size) / sample / oursMs),
    memoryMegabytes: [0, 1, 2, 3, 4].map(
      (at) => memory[Math.min(memory.length - 1, Math.floor((memory.length * at) / 4))] ?? 0,
    ),
    ...{ agree: sample - rejected - different.length, rejected, different },
  };
}

const sum = (times: readonly { readonly ms: number }[]): number => times.reduce((all, { ms }) => all + ms, 0);
const rounded = (value: number): number => Math.round(value * 100) / 100;
const seconds = (ms: number): number => Math.round(ms / 100) / 10;

/** Whom the two give different verdicts. What the policy refuses is not built, so there is nothing to compare. */
function disagreements({ students }: ClassMarks, loop: ReadonlyMap<string, Looped>): string[] {
  return students.flatMap(({ student, labs: [lab] }) => {
    if (!lab || lab.status === "rejected" || !loop.has(student)) return [];
    const ours = verdicts(lab.tasks);
    const theirs = verdicts(loop.get(student)?.result?.tasks ?? []);
    return ours === theirs ? [] : [`${student}: ours ${ours}; the loop ${theirs || "given up"}`];
  });
}

function verdicts(tasks: readonly { readonly id: string; readonly verdict: string }[]): string {
  return tasks.map(({ id, verdict }) => `${id} ${verdict}`).join(", ");
}
