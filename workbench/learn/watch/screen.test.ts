import stringWidth from "string-width";
import { expect, test } from "vitest";
import { cutTo, fitLine } from "./fit.ts";
import { beginCheck, follow } from "./follow.ts";
import { newLines } from "./plain.ts";
import { PLAIN_LOOK, screenOf, scrolling } from "./screen.ts";
import type { WatchState } from "./state.ts";
import type { LabEvent } from "../../lab/events.ts";

const STATE: WatchState = {
  lab: { id: "03-scratch", title: "Start something in nothing" },
  tasks: [
    { id: "static", title: "A static program starts", standing: "passed" },
    { id: "user", title: "It runs as the user that it is given", standing: "failed" },
    { id: "clock", title: "It knows the time", standing: "open" },
  ],
  task: "user",
  files: [{ shown: "work/03-scratch/user/Dockerfile", url: "file:///work/03-scratch/user/Dockerfile" }],
  phase: { kind: "idle" },
  end: {
    verdict: "fail",
    failure: {
      code: "wrong-identity",
      expected: "`docker run IMAGE` starts the program as user 37966",
      seen: "user  65532\ngroup 0",
      cause: "USER takes a user and a group. 名前 are two columns wide each.",
      where: "user/Dockerfile, line 7",
      engineText: null,
    },
    durationMs: 1234,
  },
  panel: null,
  question: null,
  notices: [],
  said: null,
  scroll: 0,
};
const WIDE = { columns: 80, rows: 24 };
const at = { runId: "r", atMs: 0 };

function shown(state: WatchState, size = WIDE, nowMs = 0): string[] {
  return screenOf(state, size, nowMs, PLAIN_LOOK).map((row) => row.trimEnd());
}

test("a failed task: where the learner is, what was seen, and every key", () => {
  expect(shown(STATE).filter((row) => row !== "")).toEqual([
    "03-scratch  Start something in nothing",
    " ✓ [✗] ·   1 of 3 tasks passed",
    "user: It runs as the user that it is given",
    "Edit  work/03-scratch/user/Dockerfile",
    "✗ user failed (1.2 s)",
    "  expected  `docker run IMAGE` starts the program as user 37966",
    "  seen      user  65532",
    "            group 0",
    "  cause     USER takes a user and a group. 名前 are two columns wide each.",
    "  look at   user/Dockerfile, line 7",
    "n next · h hint · l list · c check all · r reset task · s solution · d diff",
    "q quit",
  ]);
});

test("a passed task hides what its check printed", () => {
  const passed = { ...STATE, end: { verdict: "pass" as const, failure: null, durationMs: 900 } };
  expect(shown(passed)).toContain("✓ user passed (0.9 s). Press n to go on.");
});

test.each([
  [120, 30],
  [80, 24],
  [40, 24],
  [40, 12],
  [24, 10],
  [20, 6],
])("the screen is as large as the terminal, %i by %i, and no row is wider", (columns, rows) => {
  for (const state of [STATE, { ...STATE, question: "reset" as const }, beginCheck(STATE, null, 0)]) {
    const screen = shown(state, { columns, rows });
    expect(screen).toHaveLength(rows);
    for (const row of screen) expect(stringWidth(row), row).toBeLessThanOrEqual(columns);
  }
});

test("what does not fit is said, and can be scrolled to", () => {
  const size = { columns: 40, rows: 12 };
  expect(shown(STATE, size).join("\n")).toMatch(/↓ \d+ more/);
  const { end } = scrolling(STATE, size, 0);
  const last = shown({ ...STATE, scroll: end }, size).join("\n");
  expect(last).toContain("look at   user/Dockerfile");
  expect(last).toMatch(/↑ \d+ above/);
});

test("a file opens by a click, and its address has no effect on the width", () => {
  const look = { ...PLAIN_LOOK, link: (text: string, url: string) => `<${url}|${text}>` };
  expect(screenOf(STATE, WIDE, 0, look).join("\n")).toContain(
    "<file:///work/03-scratch/user/Dockerfile|work/03-scratch/user/Dockerfile>",
  );
});

test("what a program printed can't move the cursor", () => {
  const rows = fitLine({ text: "a\x1b[2Jb\x07\tc" }, 40);
  expect(rows.map((row) => row.text)).toEqual(["a[2Jb    c"]);
});

test.each([
  ["一二三四", 5, "一二…"],
  ["short", 5, "short"],
  ["longer", 5, "long…"],
])("%s in %i columns is %s", (text, columns, cut) => {
  expect(cutTo(text, columns)).toBe(cut);
});

const STEP: LabEvent = {
  type: "build-step",
  ...at,
  task: "user",
  build: 1,
  from: "user",
  stage: null,
  step: 2,
  of: 4,
  text: "RUN make it",
  state: "running",
  elapsedMs: 0,
};

test("a build is shown while it runs: step, time, what it prints; then cached or not", () => {
  let state = follow(beginCheck(STATE, "user", 1000), STEP, 2000);
  state = follow(
    state,
    { type: "build-output", ...at, task: "user", build: 1, from: "user", line: "cc -o it" },
    2500,
  );
  const rows = shown(state, WIDE, 3500);
  expect(rows).toContain("Checking user: building user  2.5 s");
  expect(rows).toContain("  step 2 of 4: RUN make it  (1.5 s)");
  expect(rows).toContain("    cc -o it");
  expect(rows).not.toContain("✗ user failed (1.2 s)");
  expect(rows.at(-1)).toContain("Keys wait");
  const cached = follow(state, { ...STEP, state: "cached" }, 4000);
  expect(shown(cached)).toContain("  step 2 of 4: RUN make it  (cached)");
});

test("events of a check that was called off change nothing", () => {
  expect(follow(STATE, STEP, 0)).toBe(STATE);
});

test("plain lines: each thing once, in order, and nothing is drawn again", () => {
  const states = [STATE, beginCheck(STATE, "user", 0)];
  const add = (next: WatchState) => states.push(next);
  add(follow(states.at(-1)!, STEP, 0));
  add(follow(states.at(-1)!, { ...STEP, elapsedMs: 500 }, 500));
  add(
    follow(
      states.at(-1)!,
      { type: "container-started", ...at, task: "user", container: 1, from: "user" },
      600,
    ),
  );
  add({
    ...states.at(-1)!,
    phase: { kind: "idle" },
    end: { verdict: "pass", failure: null, durationMs: 700 },
  });
  add({ ...states.at(-1)!, said: "Saved." });
  const lines = states.slice(1).flatMap((after, index) => newLines(states[index]!, after, 0));
  expect(lines.map((line) => line.text)).toEqual([
    "Checking user…",
    "step 2 of 4: RUN make it",
    "running user",
    "✓ user passed (0.7 s). Press n to go on.",
    "Saved.",
  ]);
});
