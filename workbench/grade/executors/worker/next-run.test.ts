import { expect, test } from "vitest";
import type { Heartbeat, Run } from "../queue/schema.ts";
import { nextRun, shouldLeave, type NextRunRequest } from "./next-run.ts";

const run = (id: string): Run => ({ id }) as Run;
const worker = (name: string, at: string | null): Heartbeat => ({ name, run: at }) as Heartbeat;

const facts = (
  waiting: Readonly<Record<string, number>>,
  workers: readonly Heartbeat[],
  unfit: readonly string[] = [],
): NextRunRequest => ({
  me: "me",
  runs: Object.entries(waiting).map(([id, count]) => ({ run: run(id), waiting: count })),
  workers,
  unfit: new Set(unfit),
});

test("a class with nothing waiting needs nobody", () => {
  expect(nextRun(facts({ a: 0 }, []))).toBe(null);
  expect(nextRun(facts({}, []))).toBe(null);
});

test("a small course is not kept waiting by a large one that has workers", () => {
  const workers = [worker("one", "large"), worker("two", "large"), worker("me", null)];
  expect(nextRun(facts({ large: 2000, small: 3 }, workers))?.id).toBe("small");
});

test("of classes with equally many workers, the one with more waiting", () => {
  expect(nextRun(facts({ a: 2, b: 5 }, []))?.id).toBe("b");
});

test("what it can't grade it does not take, whatever waits there", () => {
  expect(nextRun(facts({ a: 2000, b: 1 }, [], ["a"]))?.id).toBe("b");
  expect(nextRun(facts({ a: 2000 }, [], ["a"]))).toBe(null);
});

test("one of several leaves for a class without any, the others stay", () => {
  const workers = [worker("me", "large"), worker("other", "large")];
  const both = facts({ large: 10, small: 1 }, workers);
  expect(shouldLeave("large", both)).toBe(true);
  expect(shouldLeave("large", { ...both, me: "other" })).toBe(false);
});

test("the only worker of a class stays, and nobody leaves for one that has a worker", () => {
  expect(shouldLeave("large", facts({ large: 10, small: 1 }, [worker("me", "large")]))).toBe(false);
  const served = [worker("me", "large"), worker("other", "large"), worker("third", "small")];
  expect(shouldLeave("large", facts({ large: 10, small: 1 }, served))).toBe(false);
});
