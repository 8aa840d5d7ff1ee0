import { expect, test } from "vitest";
import type { Heartbeat } from "./schema.ts";
import { workersText } from "./workers-text.ts";

const worker = (name: string, changes: Partial<Heartbeat> = {}): Heartbeat => ({
  format: "groundwork.worker/1",
  name,
  version: "0.1.0",
  state: "working",
  why: null,
  run: "r",
  unfit: {},
  jobs: 2,
  running: 2,
  done: 7,
  faults: 0,
  ...changes,
});

test("those at work, one that is sick, one that is elsewhere", () => {
  const workers = [
    worker("lab-1"),
    worker("lab-2", { state: "sick", why: "two hand-ins in a row could not be graded here", running: 0 }),
    worker("lab-3", { run: "other" }),
  ];
  expect(workersText(workers, "r", 5)).toMatchInlineSnapshot(`
    [
      "workers: lab-1 grading 2, 7 done; lab-2 sick (two hand-ins in a row could not be graded here), 7 done; 1 more are at another class, or just starting",
    ]
  `);
});

test("nobody is there", () => {
  expect(workersText([], "r", 5)).toMatchInlineSnapshot(`
    [
      "no worker is there yet: start one on each machine with npx groundwork worker --redis URL --store WHERE",
    ]
  `);
  expect(workersText([], "r", 0)).toEqual([]);
});

test("one is there and can't grade this class", () => {
  const why = "it was begun with Groundwork 0.2.0, and this worker has 0.1.0; use the same version";
  const workers = [worker("lab-1", { run: null, state: "unfit", unfit: { r: why } })];
  expect(workersText(workers, "r", 5)).toMatchInlineSnapshot(`
    [
      "no worker takes this class yet",
      "lab-1 can't grade this class: it was begun with Groundwork 0.2.0, and this worker has 0.1.0; use the same version",
    ]
  `);
});
