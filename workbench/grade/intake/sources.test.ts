// Names as people and learning platforms write them. cspell:ignore abyrne bost byrneada lkim nabyrne ostbjorn
import { execFileSync } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { loadLab } from "../../lab/load.ts";
import { LABS_DIR } from "../../project.ts";
import { parseAssignment } from "../assignment/load.ts";
import { filesOf, zipOf } from "./archives.fixture.ts";
import { readReceived } from "./received.ts";
import { readRoster } from "./roster.ts";
import { takeIn, type Intake } from "./take.ts";

const ROSTER = `\uFEFFID Number;Surname;First name;Email address;Username
1;Byrne;Ada;ada@example.org;abyrne
2;Øst;Björn;bjorn@example.org;bost
3;Lee;Kim;kim.lee@example.org;klee
4;Kim;Lee;lee.kim@example.org;lkim
`;
const ASSIGNMENT = parseAssignment(
  "{format: groundwork.assignment/1, id: one, title: One, labs: [{lab: 10-surface}], variantSeed: x, due: 2026-11-20T12:00:00Z, lateUntil: 2026-11-21T12:00:00Z}",
  "assignment.yaml",
);

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "gw-sources-"));
  await writeFile(path.join(dir, "roster.csv"), ROSTER);
});
afterEach(() => rm(dir, { recursive: true, force: true }));

async function take(source: string, received?: string): Promise<Intake> {
  if (received !== undefined) await writeFile(path.join(dir, "received.csv"), received);
  return takeIn({
    source: path.join(dir, source),
    assignment: ASSIGNMENT,
    labs: [await loadLab(LABS_DIR, "10-surface")],
    roster: await readRoster(path.join(dir, "roster.csv")),
    received: received === undefined ? undefined : await readReceived(path.join(dir, "received.csv")),
    outDir: path.join(dir, "out"),
  });
}

const taken = ({ submissions }: Intake): string[] =>
  submissions.map(
    (each) => `${each.student} ${each.source.split(":").at(-1)}${each.saidLate ? " late" : ""}`,
  );
const told = ({ refused }: Intake): string[] => refused.map((each) => `${each.student ?? "?"} ${each.code}`);
const contentOf = (intake: Intake, at = 0): Promise<string> =>
  readFile(path.join(intake.submissions[at]?.dir ?? "", "answers.json"), "utf8");

test("a download from Moodle: folders with files, folders with a zip, flat files, online texts", async () => {
  const inner = await zipOf(filesOf({ "10-surface/answers.json": "zip" }));
  const class_ = await zipOf(
    filesOf({
      "Ada Byrne_1234_assignsubmission_file_/10-surface/answers.json": "ada",
      // As macOS writes it: the letters and their accents apart.
      ["Björn Øst_1235_assignsubmission_file_/handin.zip".normalize("NFD")]: inner,
      "Kim Lee_1236_assignsubmission_file_/answers.json": "{}",
      "Nobody Known_1237_assignsubmission_file_mine.zip": inner,
      "Ada Byrne_1234_assignsubmission_onlinetext_/onlinetext.html": "<p>done</p>",
      "grades.txt": "",
    }),
  );
  await writeFile(path.join(dir, "class.zip"), class_);
  const intake = await take("class.zip");
  expect(taken(intake)).toEqual([
    "1 Ada Byrne_1234_assignsubmission_file_",
    "2 Björn Øst_1235_assignsubmission_file_/handin.zip",
  ]);
  // Kim Lee and Lee Kim: the order of a name can't be known.
  expect(told(intake).sort()).toEqual([
    "1 not-asked-for",
    "? ambiguous-name",
    "? no-archive",
    "? not-on-roster",
  ]);
  expect(intake.missing.map((each) => each.key)).toEqual(["3", "4"]);
});

test("a download from Canvas: late, tried again, and a loose file", async () => {
  const zipWith = (text: string): Promise<Buffer> => zipOf(filesOf({ "answers.json": text }));
  const class_ = await zipOf(
    filesOf({
      "byrneada_5001_9001_10-surface.zip": await zipWith("first"),
      "byrneada_5001_9002_10-surface-1.zip": await zipWith("second"),
      "ostbjorn_LATE_5002_9003_handin-2.zip": await zipWith("late"),
      klee_5003_9004_Dockerfile: "FROM scratch",
    }),
  );
  await writeFile(path.join(dir, "submissions.zip"), class_);
  const intake = await take("submissions.zip");
  expect(taken(intake)).toEqual([
    "1 byrneada_5001_9002_10-surface-1.zip",
    "2 ostbjorn_LATE_5002_9003_handin-2.zip late",
  ]);
  expect(await contentOf(intake)).toBe("second");
  expect(told(intake)).toEqual(["? no-archive", "1 superseded"]);
});

test("one student's bomb or damage does not keep the others out", async () => {
  const bomb = await zipOf(filesOf({ "answers.json": Buffer.alloc(30_000_000) }));
  const class_ = await zipOf(
    filesOf({ "abyrne.zip": bomb, "bost.zip": "no zip", "klee/10-surface/answers.json": "{}" }),
  );
  await writeFile(path.join(dir, "class.zip"), class_);
  const intake = await take("class.zip");
  expect(taken(intake)).toEqual(["3 klee"]);
  expect(told(intake)).toEqual(["1 zip-bomb", "1 lab-missing", "2 damaged-archive", "2 lab-missing"]);
});

test("of several hand-ins the latest in time counts; where that can't be told, none does", async () => {
  for (const name of ["abyrne", "abyrne-1", "abyrne-2", "bost", "Björn Øst"]) {
    await mkdir(path.join(dir, "all", name, "10-surface"), { recursive: true });
    await writeFile(path.join(dir, "all", name, "10-surface", "answers.json"), name);
  }
  const times = `submission,received
abyrne,2026-11-20T10:00:00Z
abyrne-1,2026-11-20T12:30:00+01:00
abyrne-2,2026-11-22T10:00:00Z
`;
  const intake = await take("all", times);
  expect(await contentOf(intake)).toBe("abyrne-1");
  expect(told(intake).sort()).toEqual(["1 superseded", "1 superseded", "2 which-is-latest"]);
  await expect(take("all", "submission,received\nabyrne,20.11.2026 10:00\n")).rejects.toThrow("line 2");
});

test("repositories: objects are read, and nothing of a stranger's configuration runs", async () => {
  const marker = path.join(dir, "ran");
  const git = (cwd: string, ...args: string[]): Buffer =>
    execFileSync("git", ["-c", "user.name=x", "-c", "user.email=x@example.org", ...args], {
      cwd,
      env: {
        ...process.env,
        GIT_COMMITTER_DATE: "2026-11-19T10:00:00+01:00",
        GIT_CONFIG_GLOBAL: "/dev/null",
      },
      stdio: ["ignore", "pipe", "ignore"],
    });
  const made = async (name: string): Promise<string> => {
    const repository = path.join(dir, name);
    await mkdir(path.join(repository, "10-surface", "seen"), { recursive: true });
    git(repository, "init", "-q");
    await writeFile(path.join(repository, "10-surface", "answers.json"), name);
    await symlink("/etc/passwd", path.join(repository, "10-surface", "seen", "Dockerfile"));
    await writeFile(path.join(repository, ".gitattributes"), "* filter=evil diff=evil\n");
    git(repository, "add", "-A");
    git(repository, "commit", "-qm", "x");
    return repository;
  };
  const ada = await made("abyrne");
  const script = path.join(dir, "evil.sh");
  await writeFile(script, `#!/bin/sh\ntouch '${marker}'\ncat\n`);
  await chmod(script, 0o755);
  for (const key of [
    "filter.evil.smudge",
    "core.fsmonitor",
    "core.sshCommand",
    "diff.evil.textconv",
    "core.pager",
  ])
    git(ada, "config", key, script);
  await writeFile(path.join(ada, ".git", "hooks", "post-checkout"), `#!/bin/sh\ntouch '${marker}'\n`, {
    mode: 0o755,
  });
  await made("clone-me");
  await mkdir(path.join(dir, "klee"));
  await writeFile(path.join(dir, "klee", ".git"), `gitdir: ${ada}/.git\n`);
  const list = `student,repository,commit
abyrne,abyrne,
bost,file://${dir}/clone-me,
klee,klee,
lkim,file://${dir}/none,
lkim,abyrne,--output=x
`;
  await writeFile(path.join(dir, "list.csv"), list);
  const intake = await take("list.csv");
  expect(intake.submissions.map((each) => each.student)).toEqual([]);
  expect(told(intake).filter((each) => !/lab-missing|not-asked/.test(each))).toEqual([
    "1 symlink",
    "2 symlink",
    "3 no-repository",
    "4 no-clone",
    "4 no-commit",
  ]);
  await expect(stat(marker)).rejects.toThrow("ENOENT");
  git(ada, "rm", "-q", "10-surface/seen/Dockerfile");
  git(ada, "commit", "-qm", "y");
  // Git's own work above asked the monitor: so the trap works.
  await rm(marker);
  await writeFile(path.join(dir, "list.txt"), `# a comment\n\n${ada}\n`);
  const again = await take("list.txt");
  expect(await contentOf(again)).toBe("abyrne");
  expect(again.submissions[0]?.receivedAt).toBe("2026-11-19T09:00:00.000Z");
  expect(again.submissions[0]?.commit).toMatch(/^[0-9a-f]{40}$/);
  await expect(stat(marker)).rejects.toThrow("ENOENT");
});

test.each([
  ["none", "There is no"],
  ["roster.xlsx", "no hand-ins in a form that we read"],
  ["bad.zip", "can't be read as a zip"],
  ["bad.csv", "names no repository"],
])("%s is no source: %s", async (name, says) => {
  await writeFile(path.join(dir, "roster.xlsx"), "");
  await writeFile(path.join(dir, "bad.zip"), "");
  await writeFile(path.join(dir, "bad.csv"), "a,b\n1,2\n");
  await expect(take(name)).rejects.toThrow(says);
});
