import { chmod, mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import path from "node:path";

/** Files of a handout by their paths, with forward slashes; in no order. */
export type Files = ReadonlyMap<string, HandoutFile>;

export interface HandoutFile {
  readonly content: Buffer;
  readonly executable: boolean;
}

/** A text as a file. */
export function textFile(text: string): HandoutFile {
  return { content: Buffer.from(text), executable: false };
}

/** Every plain file below a folder; an empty map where there is none. Links are not followed. */
export async function filesBelow(folder: string): Promise<Map<string, HandoutFile>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  const found = new Map<string, HandoutFile>();
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const name = path.relative(folder, file).replaceAll(path.sep, "/");
    found.set(name, { content: await readFile(file), executable: ((await stat(file)).mode & 0o100) !== 0 });
  }
  return found;
}

/** Writes files below a folder that is not there yet. */
export async function writeBelow(folder: string, files: Files): Promise<void> {
  for (const [name, { content, executable }] of files) {
    const file = path.join(folder, name);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, content, { flag: "wx" });
    // Whatever the umask is: the folder of two machines is the same.
    await chmod(file, executable ? 0o755 : 0o644);
  }
}
