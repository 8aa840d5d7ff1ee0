import { randomBytes } from "node:crypto";
import { appendFile, cp, glob, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { allProcesses } from "../../workbench/engine/private/processes.ts";
import { LABS_DIR } from "../../workbench/project.ts";
import { interrupted } from "./interrupted.ts";

const engine = await connectEngine();

/** A hand-in whose images, and so their containers, carry a label that nobody else's do. */
async function markedHandIn(dir: string, label: string): Promise<void> {
  await cp(path.join(LABS_DIR, "03-scratch", "solution"), dir, { recursive: true });
  for await (const file of glob(path.join(dir, "*", "Dockerfile")))
    await appendFile(file, `\nLABEL ${label}\n`);
}

test.each([
  ["Ctrl-C in a terminal", (pid: number) => process.kill(-pid, "SIGINT")],
  ["SIGINT to the command alone", (pid: number) => process.kill(pid, "SIGINT")],
  ["SIGTERM to the command alone", (pid: number) => process.kill(pid, "SIGTERM")],
])("%s in the middle of a check: exit 130 at once, and nothing is left", async (_name, send) => {
  const top = await mkdtemp(path.join(tmpdir(), "gw-interrupt-"));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  const [handIn, temp] = [path.join(top, "hand-in"), path.join(top, "temp")];
  await mkdir(temp);
  const label = `groundwork.test=${randomBytes(6).toString("hex")}`;
  await markedHandIn(handIn, label);

  let before = 0;
  const { code, milliseconds, stderr } = await interrupted(
    ["lab", "check", "03-scratch", "--path", handIn],
    temp,
    "✓ static",
    async (pid) => {
      before = (await engine.images(label)).length;
      send(pid);
    },
  );

  expect(code, stderr).toBe(130);
  expect(milliseconds).toBeLessThan(10_000);
  expect(stderr).toMatch(/groundwork: interrupted; nothing of it is left running\n$/);
  expect(before, "images that the run had built").toBeGreaterThan(0);
  expect(await engine.images(label)).toEqual([]);
  expect(await engine.containers(label)).toEqual([]);
  expect(await readdir(temp)).toEqual([]);
  expect(allProcesses().filter(({ argv }) => argv.some((word) => word.includes(top)))).toEqual([]);
});
