import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { appendFile, cp, glob, mkdir, mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { allProcesses } from "../../workbench/engine/private/processes.ts";
import { LABS_DIR, PROJECT_DIR } from "../../workbench/project.ts";

const MAIN = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");
const engine = await connectEngine();

/** A hand-in whose images, and so their containers, carry a label that nobody else's do. */
async function markedHandIn(dir: string, label: string): Promise<void> {
  await cp(path.join(LABS_DIR, "03-scratch", "solution"), dir, { recursive: true });
  for await (const file of glob(path.join(dir, "*", "Dockerfile")))
    await appendFile(file, `\nLABEL ${label}\n`);
}

interface Ended {
  readonly code: number | null;
  readonly milliseconds: number;
  readonly stderr: string;
}

/** Starts a check, calls `send` once the first task has passed, and waits for the end. */
function interrupted(
  args: readonly string[],
  temp: string,
  send: (pid: number) => Promise<void>,
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, "lab", "check", "03-scratch", ...args], {
    cwd: PROJECT_DIR,
    env: { ...process.env, TMPDIR: temp, NODE_ENV: undefined, NO_COLOR: "1", FORCE_COLOR: undefined },
    // A group of its own, as a shell gives it: Ctrl-C reaches every process of the group.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  let sent: number | undefined;
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    if (sent !== undefined || !stderr.includes("✓ static") || child.pid === undefined) return;
    sent = performance.now();
    void send(child.pid);
  });
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, milliseconds: performance.now() - (sent ?? 0), stderr }));
  });
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
  const { code, milliseconds, stderr } = await interrupted(["--path", handIn], temp, async (pid) => {
    before = (await engine.images(label)).length;
    send(pid);
  });

  expect(code, stderr).toBe(130);
  expect(milliseconds).toBeLessThan(10_000);
  expect(stderr).toMatch(/groundwork: interrupted; nothing of it is left running\n$/);
  expect(before, "images that the run had built").toBeGreaterThan(0);
  expect(await engine.images(label)).toEqual([]);
  expect(await engine.containers(label)).toEqual([]);
  expect(await readdir(temp)).toEqual([]);
  expect(allProcesses().filter(({ argv }) => argv.some((word) => word.includes(top)))).toEqual([]);
});
