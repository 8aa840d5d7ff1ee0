import { causeOfRun, describeRun } from "../../workbench/lab/kit/index.ts";
import type { Bench, RunOutcome } from "../../workbench/lab/kit/index.ts";

/** Where most tasks begin: the container started, and its program ended well. */
export function claimRan(
  bench: Bench,
  ran: RunOutcome,
  where: string,
  expected: string,
  cause = causeOfRun(ran),
): void {
  bench.claim(ran.started && ran.exitCode === 0, {
    code: "did-not-start",
    expected,
    seen: describeRun(ran),
    cause,
    where,
    engineText: ran.engineError,
  });
}

/** Every image of this lab lives without a shell. */
export function claimNoShell(bench: Bench, shells: readonly string[], where: string): void {
  bench.claim(shells.length === 0, {
    code: "has-a-shell",
    expected: "an image without a shell",
    seen: `It has ${shells.join(", ")}.`,
    cause: "The shell came with the base, or was copied along.",
    where,
  });
}
