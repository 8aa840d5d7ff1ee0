import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { LABS_DIR } from "../../workbench/project.ts";
import { groundwork } from "./command.ts";

type Files = Readonly<Record<string, string>>;

interface Row {
  readonly name: string;
  readonly files: Files;
  readonly from?: null;
  readonly task: string;
  readonly failure: Readonly<Record<string, string>>;
  /** A part of what was seen, or of the engine's own text. */
  readonly says: string;
}

/** The solution of lab 03 with some files changed; an empty folder where `from` is null. */
async function handIn(files: Files, from: string | null = "solution"): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), "gw-hand-in-"));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  if (from !== null) await cp(path.join(LABS_DIR, "03-scratch", from), dir, { recursive: true });
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(dir, name)), { recursive: true });
    await writeFile(path.join(dir, name), text);
  }
  return dir;
}

test.each<Row>([
  {
    name: "a Dockerfile that can't be read",
    files: { "static/Dockerfile": "FROM scratch\nCOPPY a b\n" },
    task: "static",
    failure: { code: "build-parse", where: "static/Dockerfile, line 2" },
    says: "unknown instruction: COPPY",
  },
  {
    name: "a base that nobody has",
    files: { "static/Dockerfile": "FROM 127.0.0.1:1/nothing:1\n" },
    task: "static",
    failure: { code: "build-base", where: "static/Dockerfile, line 1" },
    says: "connection refused",
  },
  {
    name: "an empty Dockerfile",
    files: { "static/Dockerfile": "" },
    task: "static",
    failure: { code: "build-parse" },
    says: "",
  },
  {
    name: "answers that are no JSON",
    files: { "answers.json": "{ six: no }" },
    task: "predictions",
    failure: { code: "answers-malformed", where: "answers.json" },
    says: "It is no valid JSON",
  },
  {
    name: "answers of another form",
    files: { "answers.json": "[]" },
    task: "predictions",
    failure: { code: "answers-malformed", where: "answers.json" },
    says: "",
  },
  {
    name: "an empty folder",
    files: {},
    from: null,
    task: "static",
    failure: { code: "build-context", where: "static/Dockerfile" },
    says: "There is no file Dockerfile in the folder static.",
  },
  {
    name: "a function with a syntax error",
    files: { "starts-on-scratch.ts": "export function {" },
    task: "forecast",
    failure: { code: "learner-load", where: "starts-on-scratch.ts" },
    says: "SyntaxError",
  },
])("$name fails its task in plain words, exit 1", async ({ files, from, task, failure, says }) => {
  const dir = await handIn(files, from);
  const { code, stdout, all } = await groundwork([
    ...["lab", "check", "03-scratch", "--path", dir, "--task", task, "--json"],
  ]);
  expect(code, all).toBe(1);
  const found = labResultSchema.parse(JSON.parse(stdout)).tasks.find((each) => each.id === task);
  expect(found, all).toMatchObject({ verdict: "fail", earned: 0, failure });
  expect(`${found?.failure?.seen ?? ""}\n${found?.failure?.engineText ?? ""}`).toContain(says);
  expect(stdout, "no folder of this machine is shown").not.toMatch(/groundwork-p\d/);
});
