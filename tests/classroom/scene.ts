import { spawn } from "node:child_process";
import { cp, mkdir, mkdtemp, readdir, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import { noteSilence } from "../../workbench/bases/store/silent-registries.ts";
import { LABS_DIR, PROJECT_DIR } from "../../workbench/project.ts";
import { stateDir } from "../../workbench/state.ts";

const MAIN = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");

/** A folder of the test's own, gone after it. */
export async function testFolder(name = "gw-classroom-"): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), name));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * A state folder that is not the shared one.
 * @param knows `all`: what is in the engine is known, so that nothing has to be got; `downloads`: bases have to be
 *   built again, from packages that are on the disk; no registry is asked
 */
export async function ownState(folder: string, knows: "all" | "downloads"): Promise<string> {
  const shared = stateDir();
  await mkdir(path.join(folder, "bases"), { recursive: true });
  const linked =
    knows === "all" ? ["programs", "bases/built", "bases/packages"] : ["programs", "bases/packages"];
  for (const part of linked) await symlink(path.join(shared, part), path.join(folder, part));
  if (knows === "all") {
    const engines = path.join("bases", "engines");
    await cp(path.join(shared, engines), path.join(folder, engines), { recursive: true });
  }
  for (const registry of ["docker.io", "gcr.io"])
    await noteSilence(folder, registry, "left alone by this test", () => {});
  return folder;
}

/** The solution of lab 03 in a folder. */
export async function handIn(folder: string): Promise<string> {
  await cp(path.join(LABS_DIR, "03-scratch", "solution"), folder, { recursive: true });
  return folder;
}

export interface Killed {
  /** True when the sign was seen, and the command was still running then. */
  readonly killed: boolean;
  readonly said: string;
}

/** Starts a command, and kills its whole process group with SIGKILL when it says `sign`: a terminal that is closed hard. */
export function killedAt(
  sign: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  delayMs = 0,
  cwd = PROJECT_DIR,
): Promise<Killed> {
  const child = spawn(
    process.execPath,
    [cwd === PROJECT_DIR ? MAIN : path.join(cwd, "workbench/cli/main.ts"), ...args],
    {
      cwd,
      env: { ...process.env, NODE_ENV: undefined, NO_COLOR: "1", FORCE_COLOR: undefined, ...env },
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
    },
  );
  let said = "";
  let seen = false;
  const listen = (chunk: Buffer): void => {
    said += chunk.toString();
    const { pid } = child;
    if (seen || !said.includes(sign) || pid === undefined) return;
    seen = true;
    setTimeout(() => process.kill(-pid, "SIGKILL"), delayMs);
  };
  child.stdout.on("data", listen);
  child.stderr.on("data", listen);
  return new Promise((resolve) => {
    child.on("close", (_, by) => resolve({ killed: seen && by === "SIGKILL", said }));
  });
}

/** Paths of all files below a folder, links not followed. */
export async function filesBelow(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries.filter((each) => each.isFile()).map((each) => path.join(each.parentPath, each.name));
}
