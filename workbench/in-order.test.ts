import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { inOrder } from "./in-order.ts";

test("results come in the order of the items, with no more at a time than asked for", async () => {
  let now = 0;
  let most = 0;
  const results = await inOrder([30, 10, 20, 1], 2, async (ms) => {
    most = Math.max(most, ++now);
    await setTimeout(ms);
    now -= 1;
    return ms;
  });
  expect(results).toEqual([30, 10, 20, 1]);
  expect(most).toBe(2);
});

test("after an error nothing new begins, and what runs is waited for", async () => {
  const begun: number[] = [];
  let ended = false;
  const run = inOrder([1, 2, 3, 4], 2, async (item) => {
    begun.push(item);
    if (item === 1) throw new Error("no");
    await setTimeout(20);
    ended = true;
  });
  await expect(run).rejects.toThrow("no");
  expect(begun).toEqual([1, 2]);
  expect(ended).toBe(true);
});
