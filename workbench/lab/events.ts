import { z } from "zod";
import { labResultSchema, taskResultSchema } from "./results.ts";

/** What a run tells while it lasts. The watch screen and the page show these, and need to know nothing else of a run. */
export const EVENT_FORMAT = "groundwork.event/1";

const task = z.string().describe("id of the task");

const inBuild = {
  task,
  build: z.number().int().positive().describe("which build of the task: 1 is its first"),
  from: z.string().describe("the learner's folder that is built, or `the scene`: a build of the test's own"),
};

const inContainer = {
  task,
  container: z.number().int().positive().describe("which container of the task: 1 is its first"),
  from: z.string().describe("what its image was built from, as in build-step"),
};

export const stepStateSchema = z
  .enum(["running", "done", "cached", "failed", "stopped"])
  .describe(
    "cached: taken from an earlier build; stopped: called off, since another failed or its time was up",
  );
export type StepState = z.infer<typeof stepStateSchema>;

const taskStarted = z.strictObject({ type: z.literal("task-started"), task });

/** Sent when a step begins and when it ends; for a step of the cache the first may be missing. */
const buildStep = z.strictObject({
  type: z.literal("build-step"),
  ...inBuild,
  stage: z.string().nullable().describe("of the Dockerfile; null where the builder names none"),
  step: z.number().int().positive(),
  of: z.number().int().positive().describe("steps of its stage (BuildKit) or of the Dockerfile (classic)"),
  text: z.string().describe("the instruction, with the references that its author wrote"),
  state: stepStateSchema,
  elapsedMs: z.number().nonnegative().describe("since the step began"),
});

const buildOutput = z.strictObject({
  type: z.literal("build-output"),
  ...inBuild,
  line: z.string().describe("what a RUN printed: no control characters, and not all of it when it is long"),
});

const containerStarted = z.strictObject({ type: z.literal("container-started"), ...inContainer });

/** Of a container that runs to its end; a server goes on until the run is over. */
const containerEnded = z.strictObject({
  type: z.literal("container-ended"),
  ...inContainer,
  started: z.boolean().describe("false: the engine refused to start it, and container-started never came"),
  exitCode: z.number().int().nullable(),
  elapsedMs: z.number().nonnegative(),
});

/** What the process that runs a lab's tests tells; its runner says when, and of which run. */
export const benchEventSchema = z.discriminatedUnion("type", [
  taskStarted,
  buildStep,
  buildOutput,
  containerStarted,
  containerEnded,
]);
export type BenchEvent = z.infer<typeof benchEventSchema>;

const stamp = {
  runId: z.string().describe("tells the events of this run from those of an earlier one"),
  atMs: z.number().nonnegative().describe("milliseconds since the run began"),
};

const runStarted = z.strictObject({
  type: z.literal("run-started"),
  format: z.literal(EVENT_FORMAT),
  lab: z.string(),
  target: z.string().describe("work, solution, starter, trap:NAME or the path that is checked"),
  startedAt: z.string().describe("ISO date and time"),
  tasks: z
    .array(z.strictObject({ id: z.string(), title: z.string(), points: z.number().int() }))
    .describe("those that will be tried, in order"),
});

const preparing = z.strictObject({
  type: z.literal("preparing"),
  line: z.string().describe("what is fetched or built before the first task can begin"),
});

const taskEnded = z.strictObject({ type: z.literal("task-ended"), result: taskResultSchema });

/** The verdict is known; what the run has built may still be on its way out of the engine. */
const runEnded = z.strictObject({ type: z.literal("run-ended"), result: labResultSchema });

/** The last event of a run that was called off. */
const runCancelled = z.strictObject({ type: z.literal("run-cancelled") });

export const labEventSchema = z
  .discriminatedUnion("type", [
    runStarted.extend(stamp),
    preparing.extend(stamp),
    taskStarted.extend(stamp),
    buildStep.extend(stamp),
    buildOutput.extend(stamp),
    containerStarted.extend(stamp),
    containerEnded.extend(stamp),
    taskEnded.extend(stamp),
    runEnded.extend(stamp),
    runCancelled.extend(stamp),
  ])
  .describe(EVENT_FORMAT);
export type LabEvent = z.infer<typeof labEventSchema>;
