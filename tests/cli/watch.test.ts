import { readdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { groundwork } from "./command.ts";
import { learnerAt, type Left } from "./learner.ts";
import { Terminal, type TerminalOptions } from "./terminal.ts";

const SECONDS = 90_000;
const MAIN = path.join(PROJECT_DIR, "workbench/cli/main.ts");
const FAILED: Left = { task: "entrypoint", open: ["predict"], failed: true };

async function opened(left: Left = FAILED, options: Partial<TerminalOptions> = {}) {
  const learner = await learnerAt(left);
  // No engine is needed here, and none is to be started.
  const DOCKER_HOST = `unix://${learner.home}/docker.sock`;
  const env = { GROUNDWORK_WORK: learner.work, DOCKER_HOST, ...options.env };
  const terminal = new Terminal({ args: [MAIN], cwd: learner.home, ...options, env });
  onTestFinished(() => terminal[Symbol.asyncDispose]());
  return { ...learner, terminal };
}

test(
  "what was seen in an earlier session stands there again, and nothing is checked for it",
  { timeout: SECONDS },
  async () => {
    const { terminal } = await opened();
    const screen = await terminal.until(/q quit/);
    expect(screen).toContain("✗ entrypoint failed\n");
    expect(screen).toContain("cause     There are no words left.");
    expect(screen).toContain("[✗]");
    expect(terminal.raw).toContain("\x1b]8;;file://");
    terminal.press("q");
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    expect(terminal.raw).not.toContain("Checking");
  },
);

test.each([
  { how: "q", end: (terminal: Terminal) => terminal.press("q"), exitCode: 0, says: null },
  { how: "Ctrl-C", end: (terminal: Terminal) => terminal.press("\x03"), exitCode: 0, says: null },
  { how: "SIGTERM", end: (terminal: Terminal) => terminal.kill("SIGTERM"), exitCode: 130, says: /stopping/ },
  { how: "SIGHUP", end: (terminal: Terminal) => terminal.kill("SIGHUP"), exitCode: 130, says: /stopping/ },
])("$how gives the terminal back", { timeout: SECONDS }, async ({ end, exitCode, says }) => {
  const { terminal } = await opened();
  await terminal.until(/q quit/);
  expect(terminal.isOnOtherScreen()).toBe(true);
  end(terminal);
  expect(await terminal.ended).toMatchObject({ exitCode });
  expect(terminal.isOnOtherScreen()).toBe(false);
  // The cursor is shown again, and what is said afterwards is said on the learner's own screen.
  expect(terminal.raw).toContain("\x1b[?25h");
  if (says) expect(terminal.text()).toMatch(says);
});

test(
  "an error that nobody foresaw is printed on the learner's own screen",
  { timeout: SECONDS },
  async () => {
    const terminal = new Terminal({ args: [path.join(PROJECT_DIR, "tests/cli/crash.child.ts")] });
    onTestFinished(() => terminal[Symbol.asyncDispose]());
    expect(await terminal.ended).toMatchObject({ exitCode: 1 });
    expect(terminal.isOnOtherScreen()).toBe(false);
    expect(terminal.text()).toContain("nobody foresaw this");
  },
);

test("keys: the list, and next with a question", { timeout: SECONDS }, async () => {
  const { terminal } = await opened();
  await terminal.until(/q quit/);
  terminal.press("l");
  const list = await terminal.until(/The labs/);
  expect(list).toContain("→ 01-base-image");
  expect(list).toContain("✓ passed child");
  terminal.press("n");
  await terminal.until(/This task has not passed. Go on all the same\? \[y\/n\]/);
  terminal.press("n");
  await terminal.until(/q quit/);
  terminal.press("q");
  await terminal.ended;
});

test("the reset asks, keeps what was there and says where", { timeout: SECONDS }, async () => {
  const { terminal, work, dockerfile } = await opened();
  await terminal.until(/q quit/);
  const starter = await readFile(dockerfile, "utf8");
  await writeFile(dockerfile, "mine");
  await terminal.until(/That could not be done/);
  terminal.press("r");
  await terminal.until(/Put the starter's files of this task back\?/);
  terminal.press("y");
  // The starter's file is checked as any save is; what was said about the backup stays all the same.
  await terminal.until(/That could not be done[^]*does not answer/);
  const screen = await terminal.until(/Yours is kept in\swork.backups.01-base-image/);
  expect(screen).toContain("As in the starter again: loud/Dockerfile.");
  terminal.press("q");
  await terminal.ended;
  const [backup] = await readdir(path.join(work, "backups/01-base-image"));
  expect(await readFile(path.join(work, "backups/01-base-image", backup!, "loud/Dockerfile"), "utf8")).toBe(
    "mine",
  );
  expect(await readFile(dockerfile, "utf8")).toBe(starter);
});

test("a narrow terminal, and one that gets narrow", { timeout: SECONDS }, async () => {
  const { terminal } = await opened(FAILED, { columns: 100 });
  await terminal.until(/q quit/);
  terminal.resize(40, 9);
  const screen = await terminal.until(/↓ \d+ more/);
  for (const row of screen.split("\n")) expect(row.length).toBeLessThanOrEqual(40);
  terminal.press("\x1b[6~".repeat(9));
  await terminal.until(/↑ \d+ above/);
});

test.each<Record<string, string>>([{ GROUNDWORK_PLAIN: "1" }, { TERM: "dumb" }])(
  "lines instead of a screen: %j",
  { timeout: SECONDS },
  async (env) => {
    const { terminal } = await opened(FAILED, { env });
    await terminal.until(/Edit work.01-base-image.loud.Dockerfile/);
    terminal.press("l");
    await terminal.until(/→ 01-base-image/);
    terminal.press("q");
    expect(await terminal.ended).toMatchObject({ exitCode: 0 });
    // Nothing moves the cursor: a screen reader reads each line once.
    expect(terminal.raw).not.toContain("\x1b[");
  },
);

test("without a terminal: where the learner is, the next step, exit 0", { timeout: SECONDS }, async () => {
  const { work } = await learnerAt(FAILED);
  const { code, stdout, all } = await groundwork([], { GROUNDWORK_WORK: work });
  expect(code, all).toBe(0);
  expect(stdout).toContain("01-base-image  Stand on something: 4 of 6 tasks passed");
  expect(stdout).toContain("✗ entrypoint failed");
  expect(stdout).toContain("Next: npx groundwork check");
});
