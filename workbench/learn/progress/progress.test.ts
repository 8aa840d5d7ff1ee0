import { expect, test } from "vitest";
import type { Failure, TaskResult } from "../../lab/results.ts";
import { mergeProgress } from "./merge.ts";
import { labProgress, taskProgress, type LabNames } from "./names.ts";
import { noteHints, notePlace, noteReset, noteResult, noteRevealed, noteStart } from "./notes.ts";
import { parseProgress } from "./parse.ts";
import { NO_PROGRESS, NO_TASK, PROGRESS_FORMAT, type Progress } from "./schema.ts";

const day = (n: number): Date => new Date(Date.UTC(2026, 0, n));
const LAB: LabNames = {
  id: "03-scratch",
  formerly: [],
  tasks: [
    { id: "static", formerly: [] },
    { id: "user", formerly: [] },
  ],
};
const FAILURE: Failure = {
  code: "did-not-start",
  expected: "it starts",
  seen: "it does not",
  cause: "there is no shell",
  where: "static/Dockerfile",
  engineText: null,
};

function task(id: string, verdict: TaskResult["verdict"], code = FAILURE.code): TaskResult {
  const failure = verdict === "pass" ? null : { ...FAILURE, code };
  return { id, title: id, points: 10, earned: verdict === "pass" ? 10 : 0, verdict, durationMs: 1, failure };
}

function checked(before: Progress, n: number, ...tasks: TaskResult[]): Progress {
  return noteResult(before, LAB, { target: "work", revision: `sha256:${n}`, tasks }, day(n));
}

test("a check notes the first pass, the best score and how the last one ended", () => {
  const failed = checked(NO_PROGRESS, 1, task("static", "fail"));
  expect(taskProgress(failed, LAB, "static")).toMatchObject({
    passed: null,
    best: 0,
    last: { verdict: "fail", same: 1, failure: { code: "did-not-start" } },
  });
  const passed = checked(failed, 2, task("static", "pass"), task("user", "fail"));
  const later = checked(checked(passed, 3, task("static", "pass")), 4, task("static", "fail"));
  expect(taskProgress(later, LAB, "static")).toMatchObject({
    passed: { at: day(2).toISOString(), revision: "sha256:2" },
    best: 10,
    last: { at: day(4).toISOString(), verdict: "fail" },
  });
  expect(taskProgress(later, LAB, "user").last?.at).toBe(day(2).toISOString());
});

test("the same failure again is counted, whatever varies in it; another one starts anew", () => {
  let progress = NO_PROGRESS;
  const seen = [
    { code: "a", cause: "there is no /tmp/gw0123abcd" },
    { code: "a", cause: "there is no /tmp/gw4567ef01" },
    { code: "a", cause: "the user 42 may not" },
    { code: "b", cause: "the user 43 may not" },
    { code: "b", cause: "the user 44 may not" },
  ].map((failure, index) => {
    const failed = { ...task("static", "fail"), failure: { ...FAILURE, ...failure } };
    progress = checked(progress, index + 1, failed);
    return taskProgress(progress, LAB, "static").last?.same;
  });
  expect(seen).toEqual([1, 2, 1, 1, 2]);
});

test("a check of the solution or a trap leaves no trace", () => {
  const result = { target: "solution", revision: "r", tasks: [task("static", "pass")] };
  expect(noteResult(NO_PROGRESS, LAB, result, day(1))).toBe(NO_PROGRESS);
});

test("hints only grow, and the first look at a solution counts", () => {
  const two = noteHints(noteHints(NO_PROGRESS, LAB, "static", 2), LAB, "static", 1);
  expect(taskProgress(two, LAB, "static").hints).toBe(2);
  const opened = noteRevealed(two, LAB, "static", "hints", day(1));
  const again = noteRevealed(opened, LAB, "static", "pass", day(2));
  expect(taskProgress(again, LAB, "static").revealed).toEqual({ at: day(1).toISOString(), after: "hints" });
});

test("a reset makes tasks undone, and forgets nothing that happened", () => {
  const before = noteHints(
    checked(NO_PROGRESS, 1, task("static", "pass"), task("user", "pass")),
    LAB,
    "static",
    3,
  );
  const after = noteReset(before, LAB, ["static"]);
  expect(taskProgress(after, LAB, "static")).toEqual({ ...NO_TASK, best: 10, hints: 3 });
  expect(taskProgress(after, LAB, "user").passed).not.toBeNull();
});

test("progress survives a new name of the lab and of a task, and a task that is gone", () => {
  const old = checked(noteStart(NO_PROGRESS, LAB, day(1)), 2, task("static", "pass"), task("user", "pass"));
  const placed = notePlace(old, LAB.id, "static", day(3));
  const renamed: LabNames = {
    id: "04-nothing",
    formerly: ["03-scratch"],
    tasks: [{ id: "first", formerly: ["static"] }],
  };
  expect(taskProgress(placed, renamed, "first").best).toBe(10);
  const written = noteHints(placed, renamed, "first", 1);
  expect(Object.keys(written.labs)).toEqual(["04-nothing"]);
  expect(written.current?.lab).toBe("04-nothing");
  const { startedAt, tasks } = labProgress(written, renamed);
  expect(startedAt).toBe(day(1).toISOString());
  expect(Object.keys(tasks).sort()).toEqual(["first", "user"]);
  expect(tasks["first"]).toMatchObject({ best: 10, hints: 1 });
});

test("ids that every object seems to have are ids like any other", () => {
  const odd: LabNames = { id: "constructor", formerly: [], tasks: [{ id: "toString", formerly: [] }] };
  expect(taskProgress(NO_PROGRESS, odd, "toString")).toBe(NO_TASK);
  expect(taskProgress(noteHints(NO_PROGRESS, odd, "toString", 2), odd, "toString").hints).toBe(2);
});

test("merged, nothing that was earned, seen or opened is lost, whichever comes first", () => {
  const a = noteHints(
    notePlace(checked(NO_PROGRESS, 2, task("static", "pass")), "x", "y", day(2)),
    LAB,
    "user",
    1,
  );
  const b = noteRevealed(
    checked(NO_PROGRESS, 5, task("static", "fail"), task("user", "pass")),
    LAB,
    "user",
    "pass",
    day(5),
  );
  const guess = (n: number) => ({ kind: "size", at: day(n).toISOString(), guess: n });
  const withGuess = (progress: Progress, n: number): Progress => ({
    ...progress,
    site: { guesses: { q: guess(n), [`only-${n}`]: guess(n) } },
  });
  const one = mergeProgress(withGuess(a, 1), withGuess(b, 2));
  const other = mergeProgress(withGuess(b, 2), withGuess(a, 1));
  expect(one).toEqual(other);
  expect(taskProgress(one, LAB, "static")).toMatchObject({
    best: 10,
    passed: { revision: "sha256:2" },
    last: { verdict: "fail" },
  });
  expect(taskProgress(one, LAB, "user")).toMatchObject({ hints: 1, best: 10, revealed: { after: "pass" } });
  expect(one.current?.lab).toBe("x");
  expect(one.site.guesses["q"]).toEqual(guess(2));
  expect(Object.keys(one.site.guesses).sort()).toEqual(["only-1", "only-2", "q"]);
});

test("what was written is read back the same", () => {
  const progress = checked(NO_PROGRESS, 1, task("static", "fail"));
  expect(parseProgress(`\uFEFF${JSON.stringify(progress)}`, "p.json")).toEqual({ ok: true, progress });
});

test.each([
  ["", "no valid JSON"],
  ["{", "no valid JSON"],
  ["[]", "format"],
  ['{"format":"groundwork.lab/1"}', PROGRESS_FORMAT],
  [
    JSON.stringify({ format: PROGRESS_FORMAT, labs: { a: { tasks: { b: { hints: 9 } } } } }),
    "labs.a.tasks.b.hints",
  ],
])("text that is no progress is told apart: %j", (text, says) => {
  const parsed = parseProgress(text, "p.json");
  expect(parsed).toMatchObject({ ok: false, why: expect.stringContaining(says) });
});

test("a newer format is an error that says what to do", () => {
  expect(() => parseProgress('{"format":"groundwork.progress/2","more":1}', "work/progress.json")).toThrow(
    /work\/progress.json was written by a newer Groundwork: it is groundwork.progress\/2/,
  );
});
