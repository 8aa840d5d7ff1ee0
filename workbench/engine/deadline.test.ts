import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { Deadline } from "./deadline.ts";

test("time that runs out is told apart from a wish to stop", async () => {
  using deadline = new Deadline(10);
  await setTimeout(50);
  expect(deadline).toMatchObject({ timedOut: true, cancelled: false });
  expect(deadline.signal.aborted).toBe(true);
});

test("a wish to stop, before or after the beginning", () => {
  const stop = new AbortController();
  using later = new Deadline(10_000, stop.signal);
  expect(later.cancelled).toBe(false);
  stop.abort();
  using before = new Deadline(10_000, stop.signal);
  for (const each of [later, before]) expect(each).toMatchObject({ timedOut: false, cancelled: true });
});

test("one that was disposed neither ends nor hears", async () => {
  const stop = new AbortController();
  const deadline = new Deadline(10, stop.signal);
  deadline[Symbol.dispose]();
  stop.abort();
  await setTimeout(50);
  expect(deadline.signal.aborted).toBe(false);
});
