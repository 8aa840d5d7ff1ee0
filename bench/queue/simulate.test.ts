import { expect, test } from "vitest";
import { simulate, type SimulationRequest } from "./simulate.ts";

const request: SimulationRequest = {
  submissions: 1000,
  workers: 10,
  jobs: 2,
  gradingSeconds: [36],
  overheadMs: 0,
  coordinatorMs: 0,
  seed: 1,
};

test("twenty slots grade a thousand hand-ins of 36 s in half an hour, and are never idle", () => {
  expect(simulate(request)).toEqual({
    hours: 0.5,
    workersBusy: 1,
    coordinatorBusy: 0,
    longestWaitSeconds: 0,
  });
});

test("what the queue costs comes on top", () => {
  expect(simulate({ ...request, overheadMs: 3_600 }).hours).toBe(0.55);
});

test("a coordinator that is too slow holds everything up, and says so", () => {
  const slow = simulate({ ...request, coordinatorMs: 3_600 });
  expect(slow.hours).toBeGreaterThan(1);
  expect(slow.coordinatorBusy).toBeGreaterThan(0.98);
  expect(slow.longestWaitSeconds).toBeGreaterThan(1000);
});

test("the same seed gives the same class", () => {
  const mixed = { ...request, gradingSeconds: [1, 2, 5, 60] };
  expect(simulate(mixed)).toEqual(simulate(mixed));
  expect(simulate(mixed)).not.toEqual(simulate({ ...mixed, seed: 2 }));
});
