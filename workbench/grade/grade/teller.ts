import { z } from "zod";
import { verdictSchema } from "../../lab/results.ts";
import type { Grade } from "../schema/grade.ts";
import { inWords, remainingMs } from "./estimate.ts";

/** What grading tells while it goes on; names no student. */
export const gradeEventSchema = z.discriminatedUnion("type", [
  z.strictObject({
    format: z.literal("groundwork.grade-event/1"),
    type: z.literal("graded"),
    at: z.iso.datetime(),
    done: z.number().int().positive(),
    total: z.number().int().positive(),
    perMinute: z.number().nonnegative().describe("hand-ins graded a minute, since this session began"),
    leftMs: z.number().nonnegative().nullable(),
    lab: z.string(),
    pseudonym: z.string(),
    verdict: verdictSchema,
    durationMs: z.number().int().nonnegative(),
    worker: z.string().nullable().describe("null: this machine"),
    fault: z.string().nullable(),
  }),
  z.strictObject({
    format: z.literal("groundwork.grade-event/1"),
    type: z.literal("workers"),
    at: z.iso.datetime(),
    waiting: z.number().int().nonnegative().describe("jobs that no worker has taken yet"),
    running: z.number().int().nonnegative(),
    workers: z.array(
      z.strictObject({ name: z.string(), state: z.string(), why: z.string().nullable(), done: z.number() }),
    ),
  }),
]);
export type GradeEvent = z.infer<typeof gradeEventSchema>;

interface Listeners {
  readonly onProgress: (line: string) => void;
  readonly onEvent?: (event: GradeEvent) => void;
}

/** Tells of each grade how far the class is, in a line and as an event. */
export class Teller {
  readonly #total: number;
  readonly #listeners: Listeners;
  readonly #started = performance.now();
  #done = 0;

  constructor(total: number, listeners: Listeners) {
    this.#total = total;
    this.#listeners = listeners;
  }

  graded({ pseudonym, lab, verdict, durationMs, fault }: Grade, worker: string | null): void {
    this.#done += 1;
    const [done, total] = [this.#done, this.#total];
    const elapsedMs = performance.now() - this.#started;
    const leftMs = remainingMs(done, total, elapsedMs);
    const rest = leftMs === null || done === total ? "" : `, about ${inWords(leftMs)} left`;
    const by = worker === null ? "" : ` (${worker})`;
    this.#listeners.onProgress(`${done} of ${total} graded${rest}: ${lab}, ${pseudonym}: ${verdict}${by}`);
    const about = { lab, pseudonym, verdict, durationMs, worker, fault };
    const at = new Date().toISOString();
    const perMinute = Math.round((done / elapsedMs) * 600_000) / 10;
    this.#listeners.onEvent?.({
      format: "groundwork.grade-event/1",
      type: "graded",
      ...{ at, done, total, perMinute, leftMs, ...about },
    });
  }
}
