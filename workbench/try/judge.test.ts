import { expect, test } from "vitest";
import type { RunOutcome } from "../engine/types.ts";
import { ran } from "../engine/ran.fixture.ts";
import { judgeRun } from "./judge.ts";

const hello = (rest: Partial<RunOutcome> = {}): RunOutcome => ran({ stdout: "hello\n", ...rest });
const refused = hello({
  started: false,
  exitCode: 127,
  stdout: "",
  engineError: 'exec: "/app": stat /app: no such file or directory',
});
const server = hello({ timedOut: true, exitCode: 137, stdout: "listening\n" });

test.each<[string, RunOutcome | null, RunOutcome, string]>([
  ["the same", hello(), hello(), "works"],
  ["another text", hello(), hello({ stdout: "hallo\n" }), "differs"],
  ["another end", hello(), hello({ exitCode: 1 }), "breaks"],
  ["not started", hello(), refused, "breaks"],
  ["a failure that is the image's own", hello({ exitCode: 3 }), hello({ exitCode: 3 }), "works"],
  ["a server that still runs", server, hello({ timedOut: true, exitCode: 137, stdout: "" }), "works"],
  ["a server that ended", server, hello(), "breaks"],
  ["nothing to measure by, and well", null, hello(), "works"],
  ["nothing to measure by, and a server", null, server, "works"],
  ["nothing to measure by, and not well", null, refused, "breaks"],
])("%s", (_, own, here, verdict) => {
  const judged = judgeRun(own, here);
  expect(judged.verdict).toBe(verdict);
  expect(judged.why === "").toBe(verdict === "works");
});
