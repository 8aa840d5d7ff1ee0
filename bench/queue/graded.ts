import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { gradeSchema } from "../../workbench/grade/schema/grade.ts";

/** How long a class took to grade, from its journal. */
export interface GradedTimes {
  readonly handIns: number;
  /** Seconds of each hand-in, from opening a sandbox to its grade. */
  readonly gradingSeconds: readonly number[];
  /** Seconds from the first hand-in's beginning to the last one's grade. */
  readonly wallSeconds: number;
}

const lineSchema = z.object({ body: z.object({ kind: z.string(), grade: gradeSchema.optional() }) });

/** Reads the times of what was built; what the policy refuses takes none. */
export async function timesIn(out: string): Promise<GradedTimes> {
  const lines = (await readFile(path.join(out, "journal.jsonl"), "utf8")).trimEnd().split("\n");
  const grades = lines.flatMap((line) => lineSchema.parse(JSON.parse(line)).body.grade ?? []);
  const built = grades.filter(({ verdict }) => verdict !== "rejected");
  const ends = built.map(({ gradedAt }) => Date.parse(gradedAt));
  const begins = built.map(({ gradedAt, durationMs }) => Date.parse(gradedAt) - durationMs);
  return {
    handIns: built.length,
    gradingSeconds: built.map(({ durationMs }) => durationMs / 1000),
    wallSeconds: (Math.max(...ends) - Math.min(...begins)) / 1000,
  };
}
