import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { testFolder } from "../classroom/scene.ts";
import { groundwork } from "../cli/command.ts";
import { interrupted } from "../cli/interrupted.ts";
import { leftOnTheMachine } from "./attacks/arena.ts";

/** Milliseconds for three canaries and six hand-ins. */
const MINUTES = 400_000;
/** Until the second hand-in is in the middle of its build. */
const INTO_THE_BUILD_MS = 6000;

/** Two hand-ins for one lab: nothing of the first builds, and the second one's build never ends. */
async function twoHandIns(top: string): Promise<void> {
  const broken = "FROM busybox:1.38-musl\nRUN false\n";
  const files = { "answers.json": "{}", "readonly/run.json": "{}", "rights/run.json": "{}" };
  const dockerfiles = (text: string) => ({ "defuse/Dockerfile": text, "seen/Dockerfile": broken });
  await laid(path.join(top, "hand-ins", "ada", "10-surface"), { ...files, ...dockerfiles(broken) });
  const endless = "FROM busybox:1.38-musl\nRUN trap '' TERM INT; while :; do sleep 1; done\n";
  await laid(path.join(top, "hand-ins", "ben", "10-surface"), { ...files, ...dockerfiles(endless) });
  await laid(top, {
    "roster.csv": "id,name,login\n1,Ada,ada\n2,Ben,ben\n",
    "assignment.yaml": assignment(20),
  });
}

function assignment(buildSeconds: number): string {
  return [
    ...["format: groundwork.assignment/1", "id: two", "title: Two", "labs: [{ lab: 10-surface }]"],
    ...["variantSeed: two", `limits: { buildSeconds: ${buildSeconds} }`, ""],
  ].join("\n");
}

async function laid(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
}

test(
  "Ctrl-C while a class is graded leaves nothing; the same command goes on; regrade does what it is told to",
  async () => {
    const top = await testFolder("gw-stop-");
    await twoHandIns(top);
    await mkdir(path.join(top, "temp"));
    const [out, file] = [path.join(top, "out"), path.join(top, "assignment.yaml")];
    const inputs = ["--assignment", file, "--roster", path.join(top, "roster.csv"), "--out", out];
    const grade = ["grade", path.join(top, "hand-ins"), ...inputs, "--jobs", "1"];

    let [grader, during] = [0, ""];
    const stopped = await interrupted(grade, path.join(top, "temp"), "1 of 2 graded", async (pid) => {
      await setTimeout(INTO_THE_BUILD_MS);
      [grader, during] = [pid, (await leftOnTheMachine(pid)).join("\n")];
      process.kill(-pid, "SIGINT");
    });
    expect(stopped.code, stopped.stderr).toBe(130);
    expect(during).toContain("dockerd");
    expect(await leftOnTheMachine(grader)).toEqual([]);

    const again = await groundwork(grade);
    expect(again.all).toContain("1 are graded already, 1 to go");
    expect(again.code, again.all).toBe(0);

    const unchanged = await groundwork(["regrade", "--out", out, "--changed"]);
    expect(unchanged.all).toContain("0 graded now, 2 were graded before");
    const student = await groundwork(["regrade", "--out", out, "--student", "2", "--lab", "10-surface"]);
    expect(student.all).toContain("1 graded now, 2 were graded before");
    await writeFile(file, assignment(4));
    const changed = await groundwork(["regrade", "--out", out, "--changed", "--jobs", "2"]);
    expect(changed.all).toContain("2 graded now, 0 were graded before");

    const diff = await groundwork(["grade", "diff", path.join(out, "marks.before.json"), out]);
    expect(diff.all).toContain("All 2 marks are the same.");
    const journal = await readFile(path.join(out, "journal.jsonl"), "utf8");
    expect(journal.match(/"breaches":\["build-time"\]/g)).toHaveLength(3);
  },
  MINUTES,
);
