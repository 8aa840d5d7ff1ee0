import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { PROJECT_DIR } from "../../project.ts";
import { parseAssignment } from "../assignment/load.ts";
import { classroom50Files } from "./classroom50.ts";
import { githubFiles } from "./github.ts";
import { gitlabFiles } from "./gitlab.ts";
import { requestFixture } from "./request.fixture.ts";
import { commentedYaml } from "./yaml.ts";

const golden = (name: string): string => path.join(import.meta.dirname, "golden", name);

test.each([
  ["github.yml", githubFiles(requestFixture())],
  [
    "github-at-due.yml",
    githubFiles(
      requestFixture({
        startAt: new Date("2026-12-31T23:59:00Z"),
        shards: 1,
        acceptRisk: "an old runc, and only our own class",
        paths: { ...requestFixture().paths, received: "week 3/received.csv" },
      }),
    ),
  ],
  ["gitlab.yml", gitlabFiles(requestFixture())],
  ["gitlab-one.yml", gitlabFiles(requestFixture({ shards: 1 }))],
])("%s reads as it should", async (name, files) => {
  expect(files).toHaveLength(1);
  await expect(files[0]?.text).toMatchFileSnapshot(golden(name));
});

test("Classroom 50's files read as they should, and hold nothing of the instructor's alone", async () => {
  const text = await readFile(path.join(PROJECT_DIR, "tests/fixtures/class/assignment.yaml"), "utf8");
  const assignment = parseAssignment(`${text}privateTests: secret-tests\nhandout: more\n`, "assignment.yaml");
  const files = classroom50Files(assignment, requestFixture({ acceptRisk: "it's our own class" }));
  const whole = files.map((file) => `=== ${file.path}\n${file.text}`).join("");
  await expect(whole).toMatchFileSnapshot(golden("classroom50.txt"));
  expect(whole).not.toContain("secret-tests");
  const handedOut = files.find((file) => file.path.endsWith("assignment.yaml"))?.text ?? "";
  expect(parseAssignment(handedOut, "assignment.yaml")).toEqual({
    ...assignment,
    privateTests: null,
    handout: null,
  });
});

test("a minute after the last instant, in UTC: the next year's first minute", () => {
  const [file] = githubFiles(requestFixture({ startAt: new Date("2026-12-31T23:59:00Z") }));
  expect(parse(file?.text ?? "")).toMatchObject({ on: { schedule: [{ cron: "0 0 1 1 *" }] } });
});

test("all shards of a large class are in the matrix, on one line", () => {
  const [file] = githubFiles(requestFixture({ shards: 256 }));
  const { jobs } = parse(file?.text ?? "") as {
    jobs: { grade: { strategy: { matrix: { shard: number[] } } } };
  };
  expect(jobs.grade.strategy.matrix.shard).toEqual(Array.from({ length: 256 }, (_, index) => index + 1));
  expect(file?.text).toContain("shard: [1, 2, 3,");
});

test("a comment for a key that is not there is no comment that is lost", () => {
  const comments = { head: "", above: { "a.c": "never seen" }, beside: () => undefined };
  expect(() => commentedYaml({ a: { b: 1 } }, comments)).toThrow("There is nothing to comment at a.c.");
});
