import { expect, test } from "vitest";
import type { BuildFailure, BuildFailureKind, RunOutcome } from "../../engine/types.ts";
import { ran } from "../../engine/ran.fixture.ts";
import { causeOfBuild, causeOfRun } from "./causes.ts";
import { describeBuild, describeRun } from "./describe.ts";

const RAN = ran({ exitCode: 1 });
const REFUSED: RunOutcome = { ...RAN, started: false, exitCode: 127 };
const OCI = "OCI runtime create failed: runc create failed: unable to start container process: ";

test.each<readonly [string, RunOutcome, string]>([
  [
    "shell form",
    { ...REFUSED, engineError: `${OCI}exec: "/bin/sh": stat /bin/sh: no such file or directory` },
    "shell form",
  ],
  [
    "no such file",
    { ...REFUSED, engineError: `${OCI}exec: "/app": stat /app: no such file or directory` },
    "There is no file /app",
  ],
  [
    "not in PATH",
    { ...REFUSED, engineError: `${OCI}exec: "app": executable file not found in $PATH` },
    "No folder of the image's PATH",
  ],
  ["no loader", { ...RAN, stderr: "exec /app: no such file or directory" }, "the program's loader"],
  [
    "no user",
    { ...REFUSED, engineError: "unable to find user web: no matching entries in passwd file" },
    "knows the name web",
  ],
  [
    "old glibc",
    { ...RAN, stderr: "/app: /lib/libc.so.6: version `GLIBC_2.38' not found (required by /app)" },
    "GLIBC_2.38",
  ],
  [
    "glibc library",
    {
      ...RAN,
      exitCode: 127,
      stderr: "/app: error while loading shared libraries: libz.so.1: cannot open shared object file",
    },
    "glibc's loader",
  ],
  [
    "musl library",
    {
      ...RAN,
      exitCode: 127,
      stderr: "Error loading shared library libz.so.1: No such file or directory (needed by /app)",
    },
    "musl's loader",
  ],
  [
    "musl symbol",
    { ...RAN, exitCode: 127, stderr: "Error relocating /app: __res_init: symbol not found" },
    "__res_init",
  ],
  ["format", { ...RAN, stderr: "exec /app: exec format error" }, "another architecture"],
  ["a shell's words", { ...RAN, exitCode: 127, stderr: "sh: 1: /app: not found" }, "its loader"],
  ["permission", { ...REFUSED, engineError: `${OCI}exec: "/app": permission denied` }, "may not be executed"],
  ["memory", { ...RAN, oomKilled: true, exitCode: 137 }, "more memory"],
  ["time", { ...RAN, timedOut: true, exitCode: 137 }, "did not end by itself"],
  ["crash", { ...RAN, exitCode: 139 }, "SIGSEGV"],
  ["its own exit", { ...RAN, exitCode: 3 }, "ended with exit code 3"],
  ["fine", { ...RAN, exitCode: 0 }, "did not do what was asked"],
  ["another refusal", { ...REFUSED, engineError: "something new" }, "its own text says why"],
])("cause of a run: %s", (_name, ran, says) => {
  expect(causeOfRun(ran)).toContain(says);
});

const FAILED: BuildFailure = {
  ok: false,
  kind: "step",
  message: "",
  line: 2,
  instruction: "RUN x",
  exitCode: 3,
  output: "out",
  log: "",
  truncated: false,
  durationMs: 1,
};

test.each([
  ["exit", "", "The command of this step ended with an error"],
  ["no shell", 'exec: "/bin/sh": stat /bin/sh: no such file or directory', "this stage has no shell"],
  ["20.10 BuildKit, COPY", 'failed to compute cache key: "/nope" not found: not found', "is not there"],
  ["newer BuildKit, COPY", 'failed to calculate checksum of ref a::b: "/nope": not found', "is not there"],
  [
    "classic, COPY",
    "COPY failed: file not found in build context or excluded by .dockerignore: stat nope: file does not exist",
    "is not there",
  ],
  [
    "a folder onto a link",
    "cannot copy to non-directory: /x/merged/lib",
    "/lib and /bin are links into /usr",
  ],
  ["classic, COPY --from", "COPY failed: stat nope: file does not exist", "is not there"],
])("cause of a failed step: %s", (_name, message, says) => {
  expect(causeOfBuild({ ...FAILED, message })).toContain(says);
});

test("every kind of failed build has a cause of its own", () => {
  const kinds: BuildFailureKind[] = [
    "parse",
    "target",
    "base",
    "limit",
    "context",
    "cancelled",
    "engine",
    "step",
  ];
  expect(new Set(kinds.map((kind) => causeOfBuild({ ...FAILED, kind }))).size).toBe(kinds.length);
});

test.each<readonly [RunOutcome, string]>([
  [RAN, "The container ran and ended with exit code 1.\nIt printed nothing."],
  [
    { ...RAN, stdout: "a\n", stderr: "b\n" },
    "The container ran and ended with exit code 1.\nstdout: a\nstderr: b",
  ],
  [REFUSED, "The engine could not start the container (docker run exits with 127)."],
  [
    { ...RAN, stdout: "a", truncated: true },
    "The container ran and ended with exit code 1.\nstdout: a\n(The output was longer; the rest was dropped.)",
  ],
])("a run described", (ran, text) => {
  expect(describeRun(ran)).toBe(text);
});

test("a failed build described", () => {
  expect(describeBuild(FAILED)).toBe(
    "The build stopped at line 2: RUN x (exit code 3).\nThe step printed:\nout",
  );
  const bare = { ...FAILED, line: null, instruction: null, exitCode: null, output: "" };
  expect(describeBuild(bare)).toBe("The build stopped.");
});
