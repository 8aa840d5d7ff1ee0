import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { groundwork } from "./command.ts";

const SECONDS = 120_000;

/** Runs commands for a learner of their own, in a folder with a space and a letter that is not ASCII. */
async function newLearner() {
  const work = await mkdtemp(path.join(tmpdir(), "gw work ü-"));
  onTestFinished(() => rm(work, { recursive: true, force: true }));
  const run = (...args: string[]) => groundwork(args, { GROUNDWORK_WORK: work });
  const json = async (...args: string[]): Promise<unknown> =>
    JSON.parse((await run(...args, "--json")).stdout) as unknown;
  return { work, run, json };
}

test(
  "a learner's way by commands alone: start, hints, solution, diff, reset, next",
  { timeout: SECONDS },
  async () => {
    const { work, run, json } = await newLearner();
    const begun = await run("lab", "start", "03-scratch", "user");
    expect(begun.all).toContain("Your copy is in");
    expect(await json("hint")).toMatchObject({
      lab: "03-scratch",
      task: "user",
      kind: "written",
      level: 1,
      of: 3,
    });
    const early = await run("solution");
    expect(early.code, early.all).toBe(1);
    expect(early.stdout).toContain("you have seen 1");
    await run("hint");
    expect((await run("lab", "hint", "03-scratch", "user")).stdout).toContain("That was the last one");
    const asked = await run("solution");
    expect(asked.code, asked.all).toBe(1);
    expect(asked.stdout).toContain("--yes");
    expect(await json("solution", "--yes")).toMatchObject({ open: true, after: "hints" });

    const file = path.join(work, "03-scratch/user/Dockerfile");
    await writeFile(file, "FROM scratch\r\n");
    expect((await run("diff")).stdout).toContain("-USER app");
    expect(await json("diff", "--solution")).toMatchObject({ task: "user", from: "solution" });
    const reset = (await json("reset")) as { backup: string };
    expect(await readFile(path.join(reset.backup, "user/Dockerfile"), "utf8")).toBe("FROM scratch\r\n");
    expect((await run("diff")).stdout.trim()).toBe("No difference.");

    const waits = await run("next");
    expect(waits.code, waits.all).toBe(1);
    expect(await json("next", "--skip")).toMatchObject({
      moved: "moved",
      task: "clock",
      files: ["clock/Dockerfile"],
    });
    expect((await run("list")).stdout).toMatch(/^→ 03-scratch .*0 of 7 tasks/m);
    expect((await run("list", "03-scratch")).stdout).toMatch(/^· open {2}user: .*3 of 3 hints/m);
  },
);

test("progress goes to another machine and adds up there", { timeout: SECONDS }, async () => {
  const [one, other] = [await newLearner(), await newLearner()];
  await one.run("lab", "hint", "01-base-image", "predict");
  await other.run("lab", "hint", "03-scratch", "static");
  const file = path.join(one.work, "mine.json");
  expect((await one.run("progress", "export", file)).code).toBe(0);
  expect(await other.json("progress", "import", file)).toMatchObject({ passed: 0, guesses: 0 });
  const { labs } = (await other.json("progress", "export")) as { labs: object };
  expect(Object.keys(labs).sort()).toEqual(["01-base-image", "03-scratch"]);
});

test(
  "progress of a newer Groundwork stops every command that would write it",
  { timeout: SECONDS },
  async () => {
    const { work, run } = await newLearner();
    const text = '{"format":"groundwork.progress/2"}';
    await writeFile(path.join(work, "progress.json"), text);
    const { code, all } = await run("hint");
    expect(code, all).toBe(2);
    expect(all).toContain("was written by a newer Groundwork");
    expect(await readFile(path.join(work, "progress.json"), "utf8")).toBe(text);
  },
);
