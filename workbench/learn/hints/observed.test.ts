import { expect, test } from "vitest";
import { observedHint } from "./observed.ts";

const FAILURE = {
  code: "did-not-start",
  expected: "it starts",
  seen: "The engine could not start the container.",
  cause: "There is no such file.",
  where: "static/Dockerfile",
  engineText: null as string | null,
};

function last(change: Partial<typeof FAILURE>, same = 1) {
  return {
    at: new Date(0).toISOString(),
    revision: "r",
    verdict: "fail" as const,
    failure: { ...FAILURE, ...change },
    same,
    told: false,
  };
}

test.each([
  [{ engineText: 'exec: "/bin/sh": stat /bin/sh: no such file or directory' }, "Who asked for a shell?"],
  [{ engineText: 'exec: "/ap": stat /ap: no such file or directory' }, "Put /ap beside"],
  [{ engineText: 'exec: "app": executable file not found in $PATH' }, "Which folder holds app"],
  [
    { engineText: "unable to find user app: no matching entries in passwd file" },
    "the name app into a number",
  ],
  [
    { seen: "exit code 127. stderr: error while loading shared libraries: libz.so.1: cannot open" },
    "Find libz.so.1",
  ],
  [{ seen: "stderr: Error loading shared library libz.so.1: No such file" }, "libz.so.1 a library for musl"],
  [{ seen: "stderr: Error relocating /app: gnu_get_libc_version: symbol not found" }, "two families"],
  [{ seen: "stderr: /app: version `GLIBC_2.38' not found" }, "brought GLIBC_2.38"],
  [{ seen: "stderr: exec /app: exec format error" }, "first bytes"],
  [{ seen: "stderr: exec /app: no such file or directory" }, "what /app itself names"],
  [{ seen: "stderr: sh: /app: not found" }, "what /app itself names"],
  [{ seen: "stdout: GW1: /BIN/SH -C GOOD MORNING" }, "You typed no `/bin/sh -c`"],
  [{ cause: 'CMD is ["/bin/sh","-c","good morning"].' }, "You typed no `/bin/sh -c`"],
  [{ seen: "stderr: touch: /srv: Permission denied" }, "the user that the container runs as"],
  [{ seen: "stderr: /tmp: No such file or directory" }, "on which side is it missing"],
  [{ code: "build-parse", engineText: "unknown instruction: FORM" }, "as the parser does"],
  [{ code: "build-step", seen: "exit code 100" }, "own output is the witness"],
  [{ code: "answers-malformed" }, "the same keys"],
])("what was seen leads on: %j", (change, says) => {
  expect(observedHint(last(change))?.ask).toContain(says);
});

test("where nothing more can be said, the cause stands alone", () => {
  expect(observedHint(last({ code: "wrong-time" }))).toEqual({
    code: "wrong-time",
    cause: "There is no such file.",
    ask: null,
    trend: null,
    where: "static/Dockerfile",
  });
});

test("the same end again and again is said", () => {
  expect(observedHint(last({}, 3))?.trend).toContain("The last 3 checks ended in the same way");
});

test.each([
  ["never checked", null],
  ["passed", { ...last({}), verdict: "pass" as const, failure: null }],
  ["our fault", { ...last({ code: "not-gradable" }), verdict: "not-gradable" as const }],
  ["not tried, since another task has to pass first", last({ code: "needs" })],
])("nothing is derived when it %s", (_why, end) => {
  expect(observedHint(end)).toBeNull();
});
