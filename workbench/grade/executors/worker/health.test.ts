import { expect, test } from "vitest";
import { Health } from "./health.ts";

test("one fault may be a hand-in's, two in a row are the machine's", () => {
  const health = new Health();
  expect(health.after(true)).toBe(false);
  expect(health.after(false)).toBe(false);
  expect(health.after(true)).toBe(false);
  expect(health.after(true)).toBe(true);
});

test("it stays sick until the canary has proved the sandbox, and waits longer each time", () => {
  const health = new Health();
  health.after(true);
  health.after(true);
  const first = health.waitMs;
  health.proved(false);
  expect(health.isSick).toBe(true);
  expect(health.waitMs).toBe(first * 2);
  for (let tries = 0; tries < 20; tries++) health.proved(false);
  expect(health.waitMs).toBe(300_000);
  health.proved(true);
  expect([health.isSick, health.waitMs]).toEqual([false, first]);
});
