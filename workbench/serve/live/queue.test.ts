import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import type { QueueState } from "../contract.ts";
import { RunQueue } from "./queue.ts";

/** A queue whose runs last until they are let go, or called off. */
function queue() {
  const told: QueueState[] = [];
  const ran: string[] = [];
  const gates = new Map<string, () => void>();
  const runs = new RunQueue({
    mostWaiting: 2,
    onChange: (state) => told.push(state),
    run: async ({ run, lab }, signal) => {
      ran.push(lab);
      const gate = Promise.withResolvers<null>();
      gates.set(run, () => gate.resolve(null));
      signal.addEventListener("abort", () => gate.resolve(null));
      await gate.promise;
    },
  });
  const ask = (lab: string): string => {
    const asked = runs.ask(lab, null);
    if (!asked) throw new Error("the queue is full");
    return asked.run;
  };
  return { runs, told, ran, ask, end: (run: string) => gates.get(run)?.() };
}

test("one runs, the others wait in order, and everybody is told", async () => {
  const { runs, told, ran, ask, end } = queue();
  const [a, b, c] = [ask("a"), ask("b"), ask("c")];
  await setImmediate();
  expect(runs.state).toMatchObject({ running: { run: a }, waiting: [{ run: b }, { run: c }] });
  expect(ran).toEqual(["a"]);
  end(a);
  await setImmediate();
  expect(told.at(-1)).toMatchObject({ running: { run: b }, waiting: [{ run: c }] });
  end(b);
  await setImmediate();
  end(c);
  await setImmediate();
  expect(told.at(-1)).toEqual({ running: null, waiting: [] });
  expect(ran).toEqual(["a", "b", "c"]);
});

test("one that waits is called off without having run, and the others move up", async () => {
  const { runs, ran, ask, end } = queue();
  const [a, b, c] = [ask("a"), ask("b"), ask("c")];
  await setImmediate();
  expect(runs.cancel(b)).toBe(true);
  expect(runs.state.waiting).toMatchObject([{ run: c }]);
  expect(runs.cancel(b), "a second time").toBe(false);
  end(a);
  await setImmediate();
  end(c);
  await setImmediate();
  expect(ran).toEqual(["a", "c"]);
  expect(runs.cancel(a), "long over").toBe(false);
  expect(runs.cancel("nothing")).toBe(false);
});

test("one that runs is called off and makes room", async () => {
  const { runs, ask } = queue();
  const [a, b] = [ask("a"), ask("b")];
  await setImmediate();
  expect(runs.cancel(a)).toBe(true);
  await setImmediate();
  expect(runs.state).toMatchObject({ running: { run: b }, waiting: [] });
});

test("only so many may wait", async () => {
  const { runs, ask } = queue();
  ask("a");
  await setImmediate();
  ask("b");
  ask("c");
  expect(runs.ask("d", null)).toBeNull();
});

test("closing calls everything off, waits for what runs, and takes no more", async () => {
  const { runs, ran, ask } = queue();
  ask("a");
  ask("b");
  await setImmediate();
  await runs.close();
  expect(runs.state).toEqual({ running: null, waiting: [] });
  expect(ran).toEqual(["a"]);
  expect(runs.ask("c", null)).toBeNull();
});
