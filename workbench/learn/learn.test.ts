import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { TaskResult } from "../lab/results.ts";
import { diffOf, patchOf } from "./diff.ts";
import { nextHint } from "./hints/next.ts";
import { labFolder, openLearner, type Learner } from "./learner.ts";
import { courseOverview } from "./overview.ts";
import { go, moveOn, placeOf, type Place } from "./place.ts";
import { taskProgress } from "./progress/names.ts";
import { noteResult } from "./progress/notes.ts";
import { resetWork } from "./reset.ts";
import { openSolution } from "./solution.ts";

let work = "";
let learner: Learner;

beforeEach(async () => {
  work = await mkdtemp(path.join(tmpdir(), "gw learn ä-"));
  learner = openLearner({
    env: { GROUNDWORK_WORK: work },
    onProblem: (message) => {
      throw new Error(message);
    },
  });
});

afterEach(() => rm(work, { recursive: true, force: true }));

async function at(lab?: string, task?: string): Promise<Place> {
  return placeOf(learner, await learner.progress.read(), lab, task);
}

/** A check of the learner's work ended, with these tasks passed and failed. */
async function checked(lab: string, ends: Readonly<Record<string, "pass" | "fail">>): Promise<void> {
  const { manifest } = (await at(lab)).lab;
  const tasks = Object.entries(ends).map(([id, verdict]): TaskResult => ({
    id,
    title: id,
    points: 10,
    earned: verdict === "pass" ? 10 : 0,
    verdict,
    durationMs: 1,
    failure:
      verdict === "pass"
        ? null
        : {
            code: "x",
            expected: "e",
            seen: "s",
            cause: "the cause",
            where: `${id}/Dockerfile`,
            engineText: null,
          },
  }));
  await learner.progress.update((before) =>
    noteResult(before, manifest, { target: "work", revision: "r", tasks }, new Date()),
  );
}

const labelOf = ({ lab, task }: Place): string => `${lab.manifest.id}/${task.id}`;

test("a new learner is at the first task of the first lab, and next waits for a pass", async () => {
  expect(labelOf(await at())).toBe("01-base-image/predict");
  expect(await moveOn(learner)).toMatchObject({ kind: "not-yet" });
  expect(labelOf((await moveOn(learner, { skip: true })).place)).toBe("01-base-image/child");
});

test("next goes on in the lab, back to what was left open, and then to the next lab", async () => {
  await go(learner, await at("03-scratch", "user"));
  await checked("03-scratch", {
    user: "pass",
    clock: "pass",
    notes: "pass",
    predictions: "pass",
    forecast: "pass",
  });
  expect(labelOf((await moveOn(learner)).place)).toBe("03-scratch/glibc");
  await checked("03-scratch", { glibc: "pass" });
  expect(labelOf((await moveOn(learner)).place)).toBe("03-scratch/static");
  await checked("03-scratch", { static: "pass" });
  expect(await moveOn(learner)).toMatchObject({ kind: "moved", made: true });
  expect(labelOf(await at())).toBe("04-glibc/predict");
  expect(await readdir(labFolder(learner, "04-glibc"))).toContain("answers.json");
});

test("the overview knows what passed, what failed and where the learner is", async () => {
  await go(learner, await at("03-scratch"));
  await checked("03-scratch", { static: "pass", user: "fail" });
  const lab = (await courseOverview(learner)).find((each) => each.here);
  expect(lab).toMatchObject({ id: "03-scratch", started: true });
  expect(lab?.tasks.slice(0, 3).map((task) => task.standing)).toEqual(["passed", "failed", "open"]);
});

test("hints: first what was observed, then the author's, one at a time; a new check begins with what it saw", async () => {
  const place = await at("03-scratch", "static");
  await checked("03-scratch", { static: "fail" });
  const next = async () => {
    const hint = await nextHint(learner, place);
    return hint.kind === "observed" ? hint.observed.cause : hint.level;
  };
  expect([await next(), await next(), await next()]).toEqual(["the cause", 1, 2]);
  await checked("03-scratch", { static: "fail" });
  expect([await next(), await next(), await next()]).toEqual(["the cause", 3, 3]);
  expect(await nextHint(learner, place, 1)).toMatchObject({ level: 1 });
  expect(taskProgress(await learner.progress.read(), place.lab.manifest, "static").hints).toBe(3);
});

test("a hint further on is refused, and nothing is counted", async () => {
  const place = await at("03-scratch", "static");
  await expect(nextHint(learner, place, 3)).rejects.toThrow("one at a time");
  expect(taskProgress(await learner.progress.read(), place.lab.manifest, "static").hints).toBe(0);
});

test("the solution: closed, then only when asked for twice, and it is remembered", async () => {
  const place = await at("03-scratch", "static");
  expect(await openSolution(learner, place, true)).toEqual({ open: false, door: "closed", hintsSeen: 0 });
  for (let n = 0; n < 3; n++) await nextHint(learner, place);
  expect(await openSolution(learner, place, false)).toMatchObject({ open: false, door: "ask-first" });
  const opened = await openSolution(learner, place, true);
  const wanted = await readFile(path.join(place.lab.dir, "solution/static/Dockerfile"), "utf8");
  expect(opened).toEqual({
    open: true,
    after: "hints",
    files: [{ path: "static/Dockerfile", text: wanted }],
  });
  await checked("03-scratch", { static: "pass" });
  expect(await openSolution(learner, place, false)).toMatchObject({ open: true, after: "pass" });
  const known = taskProgress(await learner.progress.read(), place.lab.manifest, "static");
  expect(known.revealed?.after).toBe("hints");
});

test("the reset of a task brings back its files alone, and keeps the learner's", async () => {
  const place = await at("03-scratch", "static");
  await go(learner, place);
  const folder = labFolder(learner, "03-scratch");
  await writeFile(path.join(folder, "static/Dockerfile"), "mine");
  await writeFile(path.join(folder, "user/Dockerfile"), "also mine");
  await checked("03-scratch", { static: "pass", user: "pass" });
  const { backup, files } = await resetWork(learner, place.lab, place.task);
  expect(files).toEqual(["static/Dockerfile"]);
  const starter = await readFile(path.join(place.lab.dir, "starter/static/Dockerfile"), "utf8");
  expect(await readFile(path.join(folder, "static/Dockerfile"), "utf8")).toBe(starter);
  expect(await readFile(path.join(folder, "user/Dockerfile"), "utf8")).toBe("also mine");
  expect(await readFile(path.join(backup ?? "", "static/Dockerfile"), "utf8")).toBe("mine");
  const progress = await learner.progress.read();
  expect(taskProgress(progress, place.lab.manifest, "static").passed).toBeNull();
  expect(taskProgress(progress, place.lab.manifest, "user").passed).not.toBeNull();
});

test("the reset of a lab keeps all of it, and a second one has a backup of its own", async () => {
  const place = await at("03-scratch");
  await go(learner, place);
  const note = path.join(labFolder(learner, "03-scratch"), "static/my notes.txt");
  await writeFile(note, "first");
  const first = await resetWork(learner, place.lab);
  await writeFile(note, "second");
  const second = await resetWork(learner, place.lab);
  expect(await readFile(path.join(first.backup ?? "", "static/my notes.txt"), "utf8")).toBe("first");
  expect(await readFile(path.join(second.backup ?? "", "static/my notes.txt"), "utf8")).toBe("second");
  await expect(readFile(note)).rejects.toThrow("ENOENT");
});

test("the diff shows what the learner changed, and no line endings", async () => {
  const place = await at("03-scratch", "static");
  await go(learner, place);
  const file = path.join(labFolder(learner, "03-scratch"), "static/Dockerfile");
  const text = await readFile(file, "utf8");
  await writeFile(file, text.replaceAll("\n", "\r\n"));
  expect(await diffOf(learner, place.lab, place.task, "starter")).toEqual([
    { path: "static/Dockerfile", patch: "" },
  ]);
  await writeFile(file, `${text}USER 1\n`);
  const [diff] = await diffOf(learner, place.lab, place.task, "starter");
  expect(diff?.patch).toContain("+USER 1");
  expect(diff?.patch).toMatch(/^--- starter\/static\/Dockerfile/m);
});

test("a file that is gone is a difference", () => {
  expect(patchOf("a.txt", "starter", "x\n", null)).toContain("+++ /dev/null");
});
