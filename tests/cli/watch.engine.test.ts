import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { PROJECT_DIR } from "../../workbench/project.ts";
import { learnerAt } from "./learner.ts";
import { Terminal } from "./terminal.ts";

function watchIn(home: string, work: string, program = "tests/cli/watch.child.ts"): Terminal {
  const terminal = new Terminal({
    args: [path.join(PROJECT_DIR, program)],
    cwd: home,
    env: { GROUNDWORK_WORK: work },
    rows: 34,
  });
  onTestFinished(() => terminal[Symbol.asyncDispose]());
  return terminal;
}

test("a task from its first failure to the next task, as a learner sees it", async () => {
  const { home, work, dockerfile } = await learnerAt({ task: "entrypoint", open: ["predict"] });
  const seen: string[] = [];
  const note = (what: string, screen: string): void => void seen.push(`=== ${what}\n\n${screen}\n`);
  const terminal = watchIn(home, work);
  note("opened: the starter is checked at once", await terminal.until(/✗ entrypoint failed/));
  const starter = await readFile(dockerfile, "utf8");
  await writeFile(dockerfile, `${starter}CMD good morning\n`);
  note("an edit that is another mistake", await terminal.until(/✗ entrypoint failed[^]*BIN.SH -C/));
  terminal.press("h");
  note("h: what was observed", await terminal.until(/From your last check/));
  terminal.press("h");
  note("h: the first written hint", await terminal.until(/Hint 1 of 3/));
  terminal.press("d");
  note("d: what was changed", await terminal.until(/\+CMD good morning/));
  terminal.press("s");
  note("s: not yet", await terminal.until(/The solution opens once/));
  await writeFile(dockerfile, `${starter}CMD ["good", "morning"]\n`);
  note("mended", await terminal.until(/✓ entrypoint passed/));
  terminal.press("s");
  note("s: the solution, for comparison", await terminal.until(/One solution of entrypoint/));
  terminal.press("n");
  note("n: the next task, checked at once", await terminal.until(/✗ predict failed/));
  terminal.press("q");
  expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  expect(terminal.isOnOtherScreen()).toBe(false);
  // Between the screens there was more: each step of the build, while it ran.
  expect(terminal.raw).toMatch(/step \d+ of \d+: COPY|step \d+ of \d+: FROM/);
  await expect(seen.join("\n")).toMatchFileSnapshot("golden/watch.txt");
});

test("a save during a check calls it off, keys wait meanwhile, and Ctrl-C leaves a tidy terminal", async () => {
  const { home, work, dockerfile } = await learnerAt({ task: "entrypoint", failed: true });
  const terminal = watchIn(home, work, "workbench/cli/main.ts");
  await terminal.until(/✗ entrypoint failed/);
  const starter = await readFile(dockerfile, "utf8");
  await writeFile(dockerfile, `${starter}RUN echo begun; sleep 60\n`);
  await terminal.until(/step \d of \d: RUN echo begun; sleep 60 {2}\(\d+\.\d s\)[^]*begun/);
  terminal.press("h");
  await writeFile(dockerfile, `${starter}CMD ["good", "morning"]\n`);
  const began = performance.now();
  const passed = await terminal.until(/✓ entrypoint passed/);
  expect(performance.now() - began, "the sleep of the build before was not waited for").toBeLessThan(45_000);
  expect(passed).not.toContain("Hint");
  await writeFile(dockerfile, `${starter}RUN echo again; sleep 61\n`);
  await terminal.until(/sleep 61 {2}\(\d/);
  terminal.press("\x03");
  expect(await terminal.ended).toMatchObject({ exitCode: 0 });
  expect(terminal.isOnOtherScreen()).toBe(false);
});
