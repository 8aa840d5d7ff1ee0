import { randomUUID } from "node:crypto";
import { open, readFile, rename, rm } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
import type { z } from "zod";
import { makeFolder } from "./folder.ts";
import { PROJECT_DIR } from "./project.ts";
import { ownerMark } from "./temporary.ts";

/**
 * The folder that holds everything Groundwork remembers on this machine: `.groundwork/` of the project, which git ignores.
 * @param env `GROUNDWORK_STATE` names another one (tests, a class that shares one disk).
 */
export function stateDir(env: NodeJS.ProcessEnv = process.env): string {
  const named = env["GROUNDWORK_STATE"];
  return named === undefined || named === "" ? join(PROJECT_DIR, ".groundwork") : resolve(named);
}

/** Writes a file so that a reader sees the old content or the new one, never half of it. Makes the folder if need be. */
export async function writeText(path: string, text: string | Uint8Array): Promise<void> {
  await makeFolder(dirname(path));
  const temporary = `${path}.${ownerMark()}.${randomUUID().slice(0, 8)}.tmp`;
  try {
    const file = await open(temporary, "w");
    try {
      await file.writeFile(text);
      // Without this a power cut can leave an empty file under the final name.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** `writeText` of a value as indented JSON with a final newline. */
export async function writeJson(path: string, value: unknown): Promise<void> {
  await writeText(path, `${JSON.stringify(value, null, 2)}\n`);
}

/**
 * Reads a JSON file of ours.
 * @returns null when there is none, and when it can't be read as what it should be: then it is set aside as
 *   `<name>.broken` and `onProblem` is told in one sentence, so that a damaged memory costs time and nothing else.
 */
export async function readJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  onProblem: (message: string) => void,
): Promise<z.infer<Schema> | null> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  const aside = `${path}.broken`;
  await rename(path, aside);
  onProblem(`${path} could not be understood, so it was set aside as ${aside} and is made again.`);
  return null;
}

/** The value of a JSON text; undefined, which no JSON text gives, where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
