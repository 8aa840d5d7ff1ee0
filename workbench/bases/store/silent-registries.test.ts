import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { lastSilence, LEFT_ALONE_MS, noteSilence } from "./silent-registries.ts";

const NOTED = Date.UTC(2026, 0, 15);
const DAY = 24 * 60 * 60_000;

test.for([
  ["right after", 1000, "no such host"],
  ["once the time is over", LEFT_ALONE_MS, null],
  ["after a clock was set forward", DAY, null],
  ["after a clock was set back: it must not be left alone for a day", -DAY, null],
] as const)("%s", async ([, later, expected]) => {
  const state = await mkdtemp(join(tmpdir(), "gw-silent-"));
  onTestFinished(() => rm(state, { recursive: true, force: true }));
  const never = (message: string) => expect.unreachable(message);
  await noteSilence(state, "docker.io", "no such host", never, NOTED);
  expect(await lastSilence(state, "docker.io", never, NOTED + later)).toBe(expected);
  expect(await lastSilence(state, "gcr.io", never, NOTED + later)).toBeNull();
});
