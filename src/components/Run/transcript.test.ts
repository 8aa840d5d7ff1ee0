import { expect, test } from "vitest";
import type { Observation } from "../../../workbench/record/schema.ts";
import { endOf, streamsOf } from "./transcript.ts";

type Run = Extract<Observation, { kind: "run" }>;

const run = (seen: Partial<Run>): Run => ({
  kind: "run",
  title: "",
  command: "",
  image: "",
  started: true,
  exitCode: 0,
  stdout: "",
  stderr: "",
  engineError: null,
  oomKilled: false,
  timedOut: false,
  steady: true,
  ...seen,
});

test.each([
  [{}, true, "exit code 0"],
  [{ exitCode: 3 }, false, "exit code 3"],
  [{ started: false, exitCode: 127 }, false, "the container never started; exit code 127"],
  [{ oomKilled: true, exitCode: 137 }, false, "killed: out of memory; exit code 137"],
  [{ timedOut: true, exitCode: null }, false, "stopped: it did not end by itself"],
])("%j ended well: %s, in words: %s", (seen, ok, words) => {
  expect(endOf(run(seen))).toEqual({ ok, words });
});

test("streams keep their order, empty ones are left out", () => {
  const seen = run({ stdout: "out\n", engineError: "refused" });
  expect(streamsOf(seen)).toEqual([
    { name: "stdout", text: "out" },
    { name: "engine", text: "refused" },
  ]);
  expect(streamsOf(seen, "stderr")).toEqual([{ name: "engine", text: "refused" }]);
});

test("a failed build says where and shows what its step printed", () => {
  const failure = { kind: "step", line: 2, instruction: "RUN x", exitCode: 1, message: "m", output: "o\n" };
  const build: Observation = { kind: "build", title: "", command: "", dockerfile: "", ok: false, failure };
  expect(endOf(build)).toEqual({ ok: false, words: "the build failed at line 2" });
  expect(streamsOf(build)).toEqual([
    { name: "build", text: "o" },
    { name: "engine", text: "m" },
  ]);
});
