import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { LABS_DIR } from "../project.ts";
import { loadLab } from "./load.ts";
import { prepareTarget } from "./target.ts";

test("a stranger's hand-in gets the lab's own files, and none of the starter in place of what it lacks", async () => {
  const lab = await loadLab(LABS_DIR, "10-surface");
  const folder = await mkdtemp(path.join(tmpdir(), "groundwork-target-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  await mkdir(path.join(folder, "defuse"));
  await writeFile(path.join(folder, "defuse", "Dockerfile"), "FROM scratch\n");
  await using target = await prepareTarget(lab, { kind: "hand-in", path: folder }, "ada");
  expect(target.name).toBe("hand-in");
  expect(await readFile(path.join(target.dir, "defuse", "Dockerfile"), "utf8")).toBe("FROM scratch\n");
  expect(existsSync(path.join(target.dir, "defuse", "say.sh"))).toBe(true);
  expect(existsSync(path.join(target.dir, "seen", "Dockerfile"))).toBe(false);
});
