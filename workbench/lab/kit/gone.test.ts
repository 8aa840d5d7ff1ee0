import { expect, test } from "vitest";
import type { EngineSituation } from "../../engine/types.ts";
import { faultOfEngine, wasKilled } from "./gone.ts";

const here: EngineSituation = { clockMs: null, userns: false, mirrors: [], runc: "", containerd: "" };

/** An engine that answers so many times, and then is gone. */
function engineFor(answers: number) {
  let left = answers;
  const situation = () =>
    left-- > 0 ? Promise.resolve(here) : Promise.reject(new Error("connect ECONNREFUSED"));
  return { situation };
}

test.each([
  ["an engine that answers leaves the claim as it is", 1, false, false],
  ["one that is gone has made it fail", 0, false, true],
  ["after a kill it is asked twice, and answers", 2, true, false],
  ["after a kill it may go a moment later", 1, true, true],
])("%s", async (_, answers, sawKill, isFault) => {
  const fault = await faultOfEngine(engineFor(answers), sawKill);
  expect(fault !== null).toBe(isFault);
  if (isFault) expect(fault).toContain("groundwork doctor");
});

test.each([
  [{ exitCode: 137 }, true],
  [{ exitCode: 143, timedOut: false }, true],
  [{ exitCode: 137, timedOut: true }, false],
  [{ exitCode: 137, oomKilled: true }, false],
  [{ exitCode: 137, cancelled: true }, false],
  [{ exitCode: 1 }, false],
  [{ exitCode: null }, false],
])("%j counts as killed: %s", (ended, killed) => {
  expect(wasKilled(ended)).toBe(killed);
});
