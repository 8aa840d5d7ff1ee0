import { spawn } from "node:child_process";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { root } from "./tool.ts";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "groundwork-reporter-"));
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  const reporter = JSON.stringify(join(root, "tests/reporter.ts"));
  await writeFile(
    join(folder, "vitest.config.mjs"),
    `export default { test: { reporters: ["default", ${reporter}], retry: 0 } };`,
  );
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Runs vitest on one test file; `interruptOn` is the text after which Ctrl-C is pressed. */
async function runTests(
  source: string,
  interruptOn?: string,
): Promise<{ code: number | null; lines: string[] }> {
  await writeFile(
    join(folder, "some.test.mjs"),
    `import { test, describe, beforeAll } from "vitest";\n${source}`,
  );
  const command = join(root, "node_modules/vitest/vitest.mjs");
  const env = {
    ...process.env,
    NO_COLOR: "1",
    FORCE_COLOR: undefined,
    NODE_ENV: undefined,
    VITEST: undefined,
  };
  const child = spawn(process.execPath, [command, "run", "--root", folder], { cwd: folder, env });
  let output = "";
  let pressed = false;
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => {
      output += text;
      if (pressed || interruptOn === undefined || !output.includes(interruptOn)) return;
      pressed = true;
      child.kill("SIGINT");
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
  return { code, lines: output.trimEnd().split("\n") };
}

test.each([
  ["a pass", 'test("a", () => {}); test("b", () => {});', 0, "2 passed, 0 failed", null],
  [
    "a failure",
    'test("a", () => {}); test("b", () => { throw new Error("no"); });',
    1,
    "1 passed, 1 failed",
    null,
  ],
  [
    "a skipped test",
    'test("a", () => {}); test.skip("b", () => {});',
    1,
    "1 passed, 1 failed",
    "skipped: some.test.mjs > b",
  ],
  [
    "a file that cannot be loaded",
    'import "./absent.mjs";',
    1,
    "0 passed, 1 failed",
    "broken: some.test.mjs",
  ],
  ["an empty file", "", 1, "0 passed, 1 failed", "broken: some.test.mjs"],
  [
    "an error outside of any test",
    'test("a", async () => { setTimeout(() => { throw new Error("late"); }); await new Promise((r) => setTimeout(r, 50)); });',
    1,
    "1 passed, 1 failed",
    "outside of any test: late",
  ],
  [
    "a failing hook",
    'describe("d", () => { beforeAll(() => { throw new Error("no"); }); test("a", () => {}); });',
    1,
    "0 passed, 2 failed",
    "broken: some.test.mjs > d",
  ],
])("%s ends in a line that counts it", async (_, source, code, lastLine, remark) => {
  const result = await runTests(source);
  expect(result.lines.at(-1)).toBe(lastLine);
  expect(result.code).toBe(code);
  if (remark !== null) expect(result.lines.map((line) => line.trim())).toContain(remark);
});

test("Ctrl-C ends a run that would never end, and does not call it passed", async () => {
  const source =
    'test("a", async () => { console.log("at work"); await new Promise((r) => setTimeout(r, 1e9)); }, 1e9);';
  const result = await runTests(source, "at work");
  expect(result.lines.at(-1)).toMatch(/^\d+ passed, [1-9]\d* failed$/);
  expect(result.code).not.toBe(0);
});
