import { execFileSync } from "node:child_process";
import { cp, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { z } from "zod";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { loadAssignment } from "../../workbench/grade/assignment/load.ts";
import { readMarks } from "../../workbench/grade/grade/out.ts";
import { classroom50Files } from "../../workbench/grade/workflow/classroom50.ts";
import { githubFiles } from "../../workbench/grade/workflow/github.ts";
import { gitlabFiles } from "../../workbench/grade/workflow/gitlab.ts";
import { requestFixture } from "../../workbench/grade/workflow/request.fixture.ts";
import { LABS_DIR, PROJECT_DIR } from "../../workbench/project.ts";
import { testFolder } from "../classroom/scene.ts";
import { runWorkflow } from "./ci/github.ts";
import { marksOf, runPipeline } from "./ci/gitlab.ts";
import { runScript } from "./ci/shell.ts";

const CLASS = path.join(PROJECT_DIR, "tests", "fixtures", "class");
/** Right, and the starter untouched. */
const STUDENTS = ["abyrne", "cokafor"];
/** Nothing of this may stand in a log. */
const PRIVATE = /Byrne|Okafor|Ada\b|Chidi|abyrne|cokafor|example\.org|300[13]/i;
/** Milliseconds for some sessions, each with its canary. */
const MINUTES = 600_000;

const { endpoint: DOCKER_HOST } = (await connectEngine()).facts;

/** The repository of an instructor, with two students of the made class, one lab and short limits. */
async function classRepository(top: string): Promise<string> {
  const folder = path.join(top, "class repository");
  for (const student of STUDENTS)
    await cp(path.join(CLASS, "submissions", student), path.join(folder, "hand-ins", student), {
      recursive: true,
    });
  const roster = (await readFile(path.join(CLASS, "roster.csv"), "utf8")).split("\n");
  const listed = roster.filter(
    (line, at) => at === 0 || STUDENTS.some((student) => line.includes(`,${student},`)),
  );
  await writeFile(path.join(folder, "roster.csv"), `${listed.join("\n")}\n`);
  await cp(path.join(CLASS, "received.csv"), path.join(folder, "received.csv"));
  const yaml = await readFile(path.join(CLASS, "assignment.yaml"), "utf8");
  const oneLab = yaml.replace(/ {2}- \{ lab: 03-scratch.*\n/, "");
  await writeFile(
    path.join(folder, "assignment.yaml"),
    oneLab.replace(/^limits:.*\n/m, "").concat("limits: { runSeconds: 5, buildSeconds: 20 }\n"),
  );
  return folder;
}

const request = requestFixture({
  shards: 2,
  paths: {
    assignment: "assignment.yaml",
    handIns: "hand-ins",
    roster: "roster.csv",
    received: "received.csv",
  },
});

/** All have their marks, the files for a gradebook are there, and no log names anybody. */
async function expectMarks(folder: string, logs: string): Promise<void> {
  const { students } = await readMarks(path.join(folder, "graded"));
  const [ada, chidi] = students;
  expect(students).toHaveLength(STUDENTS.length);
  expect([ada?.student, ada?.final, ada?.labs[0]?.status]).toEqual(["3001", 100, "graded"]);
  expect([chidi?.student, chidi?.labs[0]?.status]).toEqual(["3003", "graded"]);
  expect(chidi?.final).toBeLessThan(50);
  const csv = await readFile(path.join(folder, "graded", "exports", "marks.csv"), "utf8");
  expect(csv).toMatch(/3001,Ada Byrne,.*,100$/m);
  const junit = await readFile(path.join(folder, "graded", "exports", "junit.xml"), "utf8");
  expect(junit.match(/<testsuite /g)).toHaveLength(STUDENTS.length);
  expect(junit).not.toMatch(PRIVATE);
  expect(logs).not.toMatch(PRIVATE);
  expect(logs.match(/^1 of 1 graded: 10-surface, s[0-9a-f]{16}: (pass|fail)$/gm)).toHaveLength(2);
}

test(
  "GitHub: two shards and the marks, step by step; without a shard no marks, and the log says where to look",
  async () => {
    const top = await testFolder("gw-github-");
    const [text = ""] = githubFiles(request).map((file) => file.text);
    const place = {
      ...{
        repository: await classRepository(top),
        workspace: path.join(top, "runs"),
        store: path.join(top, "store"),
      },
      env: { DOCKER_HOST },
    };
    const results = await runWorkflow(text, place, ["grade", "marks"]);
    const logs = results.map(({ name, log }) => `=== ${name}\n${log}`).join("");
    expect(
      results.map(({ name, failed }) => ({ name, failed })),
      logs,
    ).toEqual(["grade 1", "grade 2", "marks"].map((name) => ({ name, failed: false })));
    await expectMarks(path.join(place.store, "marks"), logs);

    await rm(path.join(place.store, "shard-2"), { recursive: true });
    const elsewhere = { ...place, workspace: path.join(top, "again"), store: path.join(top, "store") };
    await rm(path.join(place.store, "marks"), { recursive: true });
    const [alone] = await runWorkflow(text, elsewhere, ["marks"]);
    expect(alone?.failed, alone?.log).toBe(true);
    expect(alone?.log).toContain("Why: merge.log, in what this job uploads.");
    expect(await readFile(path.join(place.store, "marks", "merge.log"), "utf8")).toContain(
      "Shard 2/2 is missing.",
    );
    expect(await readdir(path.join(place.store, "marks"))).not.toContain("graded");
  },
  MINUTES,
);

test(
  "GitLab: two parallel jobs and the marks",
  async () => {
    const top = await testFolder("gw-gitlab-");
    const [text = ""] = gitlabFiles(request).map((file) => file.text);
    const place = {
      repository: await classRepository(top),
      workspace: path.join(top, "runs"),
      env: { DOCKER_HOST },
    };
    const results = await runPipeline(text, place);
    const logs = results.map(({ name, log }) => `=== ${name}\n${log}`).join("");
    expect(
      results.map(({ failed }) => failed),
      logs,
    ).toEqual([false, false, false]);
    await expectMarks(await marksOf(place), logs);
  },
  MINUTES,
);

/** The lines of the autograder that get Groundwork, to be replaced by a link to this checkout. */
const GETTING = /^git clone .*\ngit -C .*\n\(cd .* && npm ci --ignore-scripts\)$/m;

test(
  "Classroom 50: one submission, with what its runner sets, to a result that fits its schema",
  async () => {
    const top = await testFolder("gw-classroom50-");
    const { assignment } = await loadAssignment(await classRepository(top), LABS_DIR);
    const bundle = path.join(top, "bundle");
    await mkdir(bundle);
    for (const { path: name, text } of classroom50Files(assignment, request))
      await writeFile(path.join(bundle, path.basename(name)), text);
    const script = await readFile(path.join(bundle, "grade.sh"), "utf8");
    expect(script).toMatch(GETTING);
    await writeFile(
      path.join(bundle, "grade.sh"),
      script.replace(GETTING, `ln -s '${PROJECT_DIR.replace(/\/$/, "")}' "$work/groundwork"`),
    );

    const submission = path.join(top, "cs-small-and-hard-abyrne");
    await cp(path.join(CLASS, "submissions", "abyrne"), submission, { recursive: true });
    const git = (...args: string[]) =>
      execFileSync("git", ["-C", submission, "-c", "user.name=a", "-c", "user.email=a@b.example", ...args], {
        stdio: "pipe",
        encoding: "utf8",
        env: { ...process.env, GIT_COMMITTER_DATE: "2026-11-19T09:12:00+01:00" },
      }).trim();
    git("init", "-q");
    git("add", ".");
    git("commit", "-qm", "done");
    const repository = "https://github.example/org/cs-small-and-hard-abyrne";
    const commit = `${repository}/commit/${git("rev-parse", "HEAD")}`;
    const tag = "submit/2026-11-19T08-13-00Z-0123456";
    const { code, log } = await runScript(`bash '${path.join(bundle, "grade.sh")}'`, ["-e"], submission, {
      ...{ CLASSROOM: "cs", ASSIGNMENT: "week-3", SUBMISSION_TAG: tag, OWNER: "abyrne", USERNAME: "abyrne" },
      ...{
        COMMIT_URL: commit,
        RELEASE_URL: `${repository}/releases/tag/x`,
        REVIEW_URL: `${repository}/compare/a...b`,
      },
      ...{ GITHUB_SERVER_URL: "https://github.example", GITHUB_REPOSITORY: "org/cs-small-and-hard-abyrne" },
      ...{ RUNNER_TEMP: top, DOCKER_HOST },
    });
    expect(code, log).toBe(0);
    const result: unknown = JSON.parse(await readFile(path.join(submission, "result.json"), "utf8"));
    const schema = await readFile(
      path.join(PROJECT_DIR, "workbench/grade/exports/fixtures/classroom50-result-v1.schema.json"),
      "utf8",
    );
    const validate = new Ajv2020({ strict: false }).compile(
      z.record(z.string(), z.unknown()).parse(JSON.parse(schema)),
    );
    validate(result);
    expect(validate.errors).toBeNull();
    expect(result).toMatchObject({
      ...{ classroom: "cs", assignment: "week-3", owner: "abyrne", submission: tag, commit },
      ...{ datetime: "2026-11-19T08:12:00Z", score: 100, "max-score": 100 },
    });
  },
  MINUTES,
);
