import { expect, test } from "vitest";
import type { LabEvent } from "../../../workbench/lab/events.ts";
import type { TaskResult } from "../../../workbench/lab/results.ts";
import type { LabState, Message } from "../../../workbench/serve/messages.ts";
import { fold, inWords, standingOf } from "./view.ts";
import type { LabView } from "./view.ts";

const asked = { run: "r1", lab: "01-a", task: null };
const task = { id: "one", title: "The first", points: 5, files: [], hints: [], moreHints: 3, observed: null };
const state: LabState = {
  lab: "01-a",
  begun: true,
  folder: "work/01-a/",
  files: [],
  tasks: [
    { ...task, best: 0, last: null },
    { ...task, id: "two", title: "The second", best: 5, last: { verdict: "pass", failure: null } },
  ],
};
const idle = { running: null, waiting: [] };
const snapshot: Message = { type: "snapshot", state, queue: idle, last: null };

const stamp = { runId: "x", atMs: 0 };
const result = (id: string, verdict: TaskResult["verdict"], earned: number): TaskResult => ({
  id,
  title: id,
  points: 5,
  earned,
  verdict,
  durationMs: 1,
  failure: null,
});
const started: LabEvent = {
  ...stamp,
  type: "run-started",
  format: "groundwork.event/1",
  lab: "01-a",
  target: "work",
  startedAt: "",
  tasks: ["one", "two"].map((id) => ({ id, title: id, points: 5 })),
};
const step = (number: number, how: "running" | "done" | "cached", elapsedMs = 0): LabEvent => ({
  ...stamp,
  type: "build-step",
  task: "one",
  build: 1,
  from: "child",
  stage: null,
  step: number,
  of: 2,
  text: `step ${number}`,
  state: how,
  elapsedMs,
});
const output = (line: string): LabEvent => ({
  ...stamp,
  type: "build-output",
  task: "one",
  build: 1,
  from: "child",
  line,
});
const begins: LabEvent = { ...stamp, type: "task-started", task: "one" };
const ends = (id: string, verdict: TaskResult["verdict"], earned: number): LabEvent => ({
  ...stamp,
  type: "task-ended",
  result: result(id, verdict, earned),
});
const cancelled: LabEvent = { ...stamp, type: "run-cancelled" };

function after(...events: readonly LabEvent[]): LabView {
  const messages: Message[] = [
    snapshot,
    { type: "begun", asked },
    ...events.map((event): Message => ({ type: "event", lab: "01-a", run: "r1", event })),
  ];
  const view = messages.reduce<LabView | null>(fold, null);
  if (view === null) throw new Error("there was a snapshot");
  return view;
}

test("nothing is shown before the first snapshot, and each one makes all that was known void", () => {
  expect(fold(null, { type: "queue", queue: idle })).toBeNull();
  const view = fold(after(started, begins), snapshot);
  expect(view).toEqual({ state, queue: idle, run: null });
});

test("a snapshot in the middle of a run shows the same as having been there", () => {
  const events = [started, begins, step(1, "cached"), step(2, "running"), output("so far")];
  const late = fold(null, { ...snapshot, last: { asked, events, fault: null } });
  expect(late?.run).toEqual(after(...events).run);
});

test("a step is shown once, as it stands now", () => {
  const { run } = after(
    started,
    begins,
    step(1, "cached"),
    step(2, "running"),
    output("a"),
    step(2, "done", 900),
  );
  expect(run?.tasks[0]?.builds).toMatchObject([
    {
      from: "child",
      output: ["a"],
      steps: [
        { text: "step 1", state: "cached" },
        { text: "step 2", state: "done", elapsedMs: 900 },
      ],
    },
  ]);
});

test("of a build that prints without end the last lines are shown", () => {
  const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
  const { run } = after(started, begins, ...lines.map(output));
  expect(run?.tasks[0]?.builds[0]?.output).toEqual(lines.slice(-200));
});

test("what another run tells is not mixed in", () => {
  const view = after(started);
  expect(fold(view, { type: "event", lab: "01-a", run: "r0", event: begins })).toBe(view);
});

test.each<[string, LabView, string, string]>([
  ["before any run", after(), "not tried", "pass"],
  ["at the run's start", after(started), "next", "next"],
  ["while the first runs", after(started, begins), "running", "next"],
  ["after the first", after(started, begins, ends("one", "fail", 0)), "fail", "next"],
  ["when it is called off", after(started, begins, cancelled), "not tried", "pass"],
])("how tasks stand %s", (_, view, one, two) => {
  expect([standingOf(view, "one").word, standingOf(view, "two").word]).toEqual([one, two]);
});

test.each<[LabView, string]>([
  [after(), "The run begins."],
  [after({ ...stamp, type: "preparing", line: "alpine" }), "Getting ready: alpine"],
  [after(started, begins), "Task 1 of 2 runs: The first."],
  [after(cancelled), "The run was cancelled."],
])("case %#, in words: %s", (view, words) => {
  expect(inWords(view)).toContain(words);
});

test("a place in the queue is said", () => {
  const queue = { running: { ...asked, lab: "02-b" }, waiting: [{ ...asked, lab: "02-b" }, asked] };
  expect(inWords({ state, queue, run: null })).toBe("Place 2 in the queue.");
});
