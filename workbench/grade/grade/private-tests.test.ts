import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { loadLab } from "../../lab/load.ts";
import { LABS_DIR } from "../../project.ts";
import { openPrivateTests } from "./private-tests.ts";

const lab = await loadLab(LABS_DIR, "03-scratch");
const TASKS = `format: groundwork.private-tests/1
tasks:
  - { id: smaller, title: Nothing but the program, points: 5, feedback: hidden }
`;

async function folderWith(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "groundwork-private-test-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [file, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), text);
  }
  return folder;
}

test("an instructor's tests become a lab of the same id, with their own tasks, and go when they are done with", async () => {
  const folder = await folderWith({ "03-scratch/private.test.ts": "// a", "03-scratch/tasks.yaml": TASKS });
  const tests = await openPrivateTests(folder, [lab]);
  const found = tests.labs.get("03-scratch");
  expect(found?.manifest.tasks).toMatchObject([{ id: "smaller", points: 5, feedback: "hidden" }]);
  expect(await readFile(path.join(found?.dir ?? "", "lab.test.ts"), "utf8")).toBe("// a");
  await tests[Symbol.asyncDispose]();
  await expect(stat(found?.dir ?? "")).rejects.toThrow("ENOENT");
});

test.each([
  ["no tasks", { "03-scratch/private.test.ts": "" }, /There is no .*tasks.yaml/],
  [
    "a task of the lab's own",
    { "03-scratch/private.test.ts": "", "03-scratch/tasks.yaml": TASKS.replace("smaller", "glibc") },
    /the lab itself has a task "glibc"/,
  ],
])("%s: refused", async (_, files, says) => {
  await expect(openPrivateTests(await folderWith(files), [lab])).rejects.toThrow(says);
});
