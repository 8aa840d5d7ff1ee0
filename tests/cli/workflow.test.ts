import { cp, mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { groundwork, type CommandResult } from "./command.ts";

const SECONDS = 60_000;
const CLASS = path.join(PROJECT_DIR, "tests", "fixtures", "class");
const AT = "example/groundwork@0123456789abcdef0123456789abcdef01234567";
const reportSchema = z.strictObject({
  format: z.literal("groundwork.workflow/1"),
  kind: z.enum(["github", "gitlab", "classroom50"]),
  groundwork: z.strictObject({ repository: z.string(), commit: z.string() }),
  files: z.array(z.strictObject({ path: z.string(), state: z.string() })),
  notes: z.array(z.string()),
});

async function repository(): Promise<string> {
  const top = await mkdtemp(path.join(tmpdir(), "gw-workflow-"));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  for (const name of ["assignment.yaml", "roster.csv"])
    await cp(path.join(CLASS, name), path.join(top, name));
  return top;
}

const workflow = (top: string, kind: string, ...more: string[]): Promise<CommandResult> =>
  groundwork(["assignment", "workflow", kind, "--assignment", top, "--to", top, "--groundwork", AT, ...more]);

const statesOf = ({ stdout }: CommandResult): string[] =>
  reportSchema.parse(JSON.parse(stdout)).files.map(({ state }) => state);

test(
  "files are written whole, told of when they are out of date, and never written over unasked",
  { timeout: SECONDS },
  async () => {
    const top = await repository();
    const file = path.join(top, ".github", "workflows", "grade-small-and-hard.yml");
    const before = await workflow(top, "github", "--check", "--json");
    expect([before.code, statesOf(before)], before.all).toEqual([1, ["missing"]]);
    await expect(stat(file)).rejects.toThrow("ENOENT");

    const written = await workflow(top, "github", "--json");
    expect([written.code, statesOf(written)], written.all).toEqual([0, ["written"]]);
    expect(await readFile(file, "utf8")).toContain("assignment: class/assignment.yaml");
    const current = await workflow(top, "github", "--check");
    expect([current.code, current.stdout], current.all).toEqual([0, `${file}: up to date\n`]);

    await writeFile(file, "name: my own\n");
    const refused = await workflow(top, "github");
    expect(refused.code, refused.all).toBe(2);
    expect(refused.all).toContain(`${file} is there already, and says something else. Nothing was written.`);
    const differs = await workflow(top, "github", "--check", "--json");
    expect([differs.code, statesOf(differs)], differs.all).toEqual([1, ["differs"]]);
    expect(await readFile(file, "utf8")).toBe("name: my own\n");
    const forced = await workflow(top, "github", "--force", "--json");
    expect([forced.code, statesOf(forced)], forced.all).toEqual([0, ["written"]]);
  },
);

test("one file that differs keeps all others from being written", { timeout: SECONDS }, async () => {
  const top = await repository();
  await writeFile(path.join(top, "runtime.json"), "{}\n");
  const { code, all } = await workflow(top, "classroom50");
  expect(code, all).toBe(2);
  await expect(stat(path.join(top, "autograders"))).rejects.toThrow("ENOENT");
});

test(
  "private tests are left out of what students can read, and that is said",
  { timeout: SECONDS },
  async () => {
    const top = await repository();
    await mkdir(path.join(top, "private", "10-surface"), { recursive: true });
    await writeFile(path.join(top, "private", "10-surface", "private.test.ts"), "");
    await writeFile(
      path.join(top, "assignment.yaml"),
      `${await readFile(path.join(top, "assignment.yaml"), "utf8")}privateTests: private\n`,
    );
    const { code, all } = await workflow(top, "classroom50");
    expect(code, all).toBe(0);
    expect(all).toContain("Your private tests are not in these files");
  },
);

test.each([
  ["jenkins", [], ["Allowed choices are github, classroom50, gitlab"]],
  ["github", ["--shards", "0"], ["from 1 to 256"]],
  ["github", ["--shards", "257"], ["from 1 to 256"]],
  ["github", ["--shards", "two"], ["from 1 to 256"]],
  ["gitlab", ["--shards", "201"], ["at most 200 jobs"]],
  ["github", ["--groundwork", "example/groundwork@main"], ["names no commit", "git rev-parse HEAD"]],
  [
    "github",
    ["--groundwork", `https://git.example.edu/cs/${AT.slice(8)}`],
    ["checks Groundwork out from GitHub"],
  ],
  ["gitlab", ["--at-due"], ["--at-due is for github", "made in the project"]],
  ["classroom50", ["--hand-ins", "hand-ins"], ["grades the one repository that it runs in"]],
  ["github", ["--roster", "/elsewhere/roster.csv"], ["/elsewhere/roster.csv is not inside"]],
  ["github", ["--accept-risk", "${{ github.token }}"], ["can't hold that"]],
  ["github", ["--assignment", "/elsewhere"], ["There is no /elsewhere", "assignment new"]],
])(
  "%s %j: wrong use, one plain message, exit 2, and nothing written",
  { timeout: SECONDS },
  async (kind, more, says) => {
    const top = await repository();
    const { code, stdout, all } = await workflow(top, kind, ...more);
    expect([code, stdout], all).toEqual([2, ""]);
    for (const each of says) expect(all).toContain(each);
    expect(all).not.toMatch(/^ {4}at |should not happen/m);
    await expect(stat(path.join(top, ".github"))).rejects.toThrow("ENOENT");
  },
);

test("without an assignment, and without a date to start at", { timeout: SECONDS }, async () => {
  const none = await groundwork(["assignment", "workflow", "github"]);
  expect(none.code, none.all).toBe(2);
  expect(none.all).toContain("required option '--assignment <file>' not specified");
  const top = await repository();
  const text = await readFile(path.join(top, "assignment.yaml"), "utf8");
  await writeFile(path.join(top, "assignment.yaml"), text.replaceAll(/^(due|lateUntil): .*\n/gm, ""));
  const undated = await workflow(top, "github", "--at-due");
  expect(undated.code, undated.all).toBe(2);
  expect(undated.all).toContain("has no due date to start at");
});
