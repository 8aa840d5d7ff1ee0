import { setTimeout as sleep } from "node:timers/promises";
import { expect, test } from "vitest";
import { Checks } from "./checks.ts";

/** Checks that take a while, and a list of what happened in which order. */
function recorded(ms: number) {
  const seen: string[] = [];
  let at = 0;
  const checks = new Checks({
    run: async (only, signal) => {
      const name = `${only ?? "all"} ${++at}`;
      seen.push(`begin ${name}`);
      await sleep(ms, undefined, { signal }).catch(() => undefined);
      // Called off, it tidies up before it ends.
      await sleep(20);
      seen.push(`${signal.aborted ? "called off" : "end"} ${name}`);
    },
    onQueued: () => seen.push("queued"),
    onStopping: () => seen.push("stopping"),
    debounceMs: 30,
  });
  return { checks, seen };
}

test("saves in quick succession are one check", async () => {
  const { checks, seen } = recorded(10);
  for (let n = 0; n < 3; n++) checks.saved("a");
  await sleep(150);
  expect(seen).toEqual(["queued", "queued", "queued", "begin a 1", "end a 1"]);
});

test("a save calls off the check that runs, and the next one begins when that has tidied up", async () => {
  const { checks, seen } = recorded(5_000);
  checks.begin("a");
  await sleep(20);
  checks.saved("a");
  await sleep(150);
  expect(seen).toEqual(["begin a 1", "stopping", "called off a 1", "begin a 2"]);
  await checks.close();
});

test("however many saves come while one is called off, one check follows", async () => {
  const { checks, seen } = recorded(100);
  checks.begin(null);
  await sleep(10);
  checks.saved("a");
  checks.begin("a");
  checks.saved("a");
  await sleep(300);
  expect(seen.filter((each) => each.startsWith("begin"))).toEqual(["begin all 1", "begin a 2"]);
});

test("closed, it waits for what runs and begins nothing more", async () => {
  const { checks, seen } = recorded(5_000);
  checks.begin("a");
  await sleep(10);
  checks.saved("a");
  await checks.close();
  await sleep(100);
  expect(seen).toEqual(["begin a 1", "stopping", "called off a 1"]);
});
