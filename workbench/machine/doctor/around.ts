import { execFile } from "node:child_process";
import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { readFile, rm, statfs, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { makeFolder } from "../../folder.ts";
import { PROJECT_DIR } from "../../project.ts";

const run = promisify(execFile);
const ASK_MS = 5_000;
const manifestSchema = z.looseObject({ version: z.string() });

/** Free bytes on the disk of a folder, which may not be made yet; null when the system does not say. */
export async function freeBytes(folder: string): Promise<number | null> {
  if (!existsSync(folder)) return dirname(folder) === folder ? null : freeBytes(dirname(folder));
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Writes and removes a file in a folder. @returns the system's words where that fails, else null */
export async function writeProblem(folder: string): Promise<string | null> {
  const file = join(folder, `.try-${randomUUID()}`);
  try {
    await makeFolder(folder);
    await writeFile(file, "");
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  } finally {
    await rm(file, { force: true }).catch(() => undefined);
  }
}

/** npm's own version; null where it could not be asked. */
export async function npmVersion(): Promise<string | null> {
  // npm is a .cmd file on Windows.
  const shell = process.platform === "win32";
  return ask("npm", ["--version"], shell);
}

/** Version of the course and the commit of this checkout, with a word when it was changed. */
export async function courseRevision(root = PROJECT_DIR): Promise<string> {
  const { version } = manifestSchema.parse(JSON.parse(await readFile(join(root, "package.json"), "utf8")));
  const commit = await ask("git", ["-C", root, "rev-parse", "--short=12", "HEAD"]);
  if (commit === null) return `groundwork ${version}, without git`;
  const changes = await ask("git", ["-C", root, "status", "--porcelain", "--untracked-files=no"]);
  return `groundwork ${version}, commit ${commit}${changes ? " with changes" : ""}`;
}

async function ask(program: string, args: readonly string[], shell = false): Promise<string | null> {
  try {
    return (await run(program, args, { timeout: ASK_MS, shell })).stdout.trim();
  } catch {
    return null;
  }
}
