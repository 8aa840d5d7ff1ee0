import { expect, test } from "vitest";
import type { RunOutcome } from "../engine/types.ts";
import { judgeRun } from "./judge.ts";

const ran = (rest: Partial<RunOutcome> = {}): RunOutcome => ({
  started: true,
  exitCode: 0,
  stdout: "hello\n",
  stderr: "",
  truncated: false,
  engineError: null,
  oomKilled: false,
  timedOut: false,
  cancelled: false,
  durationMs: 1,
  ...rest,
});
const refused = ran({
  started: false,
  exitCode: 127,
  stdout: "",
  engineError: 'exec: "/app": stat /app: no such file or directory',
});
const server = ran({ timedOut: true, exitCode: 137, stdout: "listening\n" });

test.each<[string, RunOutcome | null, RunOutcome, string]>([
  ["the same", ran(), ran(), "works"],
  ["another text", ran(), ran({ stdout: "hallo\n" }), "differs"],
  ["another end", ran(), ran({ exitCode: 1 }), "breaks"],
  ["not started", ran(), refused, "breaks"],
  ["a failure that is the image's own", ran({ exitCode: 3 }), ran({ exitCode: 3 }), "works"],
  ["a server that still runs", server, ran({ timedOut: true, exitCode: 137, stdout: "" }), "works"],
  ["a server that ended", server, ran(), "breaks"],
  ["nothing to measure by, and well", null, ran(), "works"],
  ["nothing to measure by, and a server", null, server, "works"],
  ["nothing to measure by, and not well", null, refused, "breaks"],
])("%s", (_, own, here, verdict) => {
  const judged = judgeRun(own, here);
  expect(judged.verdict).toBe(verdict);
  expect(judged.why === "").toBe(verdict === "works");
});
