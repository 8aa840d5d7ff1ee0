import { chmod, mkdtemp, readFile, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { loadLab } from "../../lab/load.ts";
import { copyStarter } from "../../learn/start.ts";
import { LABS_DIR } from "../../project.ts";
import { openInEditor } from "./editor.ts";

let folder: string;
let work: string;
const lab = await loadLab(LABS_DIR, "01-base-image");

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "groundwork-editor-"));
  work = join(folder, "work");
  await copyStarter(lab, work);
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(folder, { recursive: true, force: true });
});

/** A program that stands where the learner's editor does. */
async function editor(script: string): Promise<void> {
  const file = join(folder, "editor");
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  vi.stubEnv("LAUNCH_EDITOR", file);
}

test("the editor is started with the file", async () => {
  const seen = join(folder, "seen");
  await editor(`echo "$@" > ${seen}.part; mv ${seen}.part ${seen}`);
  await openInEditor(lab.manifest, work, "child/Dockerfile");
  await expect
    .poll(() => readFile(seen, "utf8").catch(() => ""))
    .toContain(join(await realpath(work), "child/Dockerfile"));
});

test.each(["exit 3", "exec /nowhere/editor"])(
  "an editor that ends with an error (%s) is told",
  async (script) => {
    await editor(script);
    await expect(openInEditor(lab.manifest, work, "answers.json")).rejects.toMatchObject({ status: 501 });
  },
);

test("a lab that was not begun has no file to open", async () => {
  await rm(work, { recursive: true });
  await expect(openInEditor(lab.manifest, work, "answers.json")).rejects.toMatchObject({ status: 404 });
});
