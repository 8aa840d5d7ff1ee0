import { readFile } from "node:fs/promises";
import path from "node:path";
import { BadInput } from "../../lab/errors.ts";
import { writeText } from "../../state.ts";
import type { WorkflowFile } from "./types.ts";

/** How a file stood on the disk before anything was written. */
export type FileState = "missing" | "same" | "differs";

export interface Compared extends WorkflowFile {
  readonly state: FileState;
}

/** Holds files against what lies in a folder. */
export async function compareFiles(folder: string, files: readonly WorkflowFile[]): Promise<Compared[]> {
  return Promise.all(
    files.map(async (file) => {
      const there = await readFile(path.join(folder, file.path), "utf8").catch(absent);
      return { ...file, state: there === null ? "missing" : there === file.text ? "same" : "differs" };
    }),
  );
}

function absent(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return null;
  throw error;
}

/** Writes what is missing, and with `force` what differs. Throws BadInput where something differs, and then writes nothing. */
export async function writeFiles(folder: string, files: readonly Compared[], force: boolean): Promise<void> {
  const differing = files
    .filter(({ state }) => state === "differs")
    .map((file) => path.join(folder, file.path));
  if (differing.length > 0 && !force)
    throw new BadInput(
      `${differing.join(", ")} is there already, and says something else. Nothing was written.`,
      "Look at what is in it. --force writes it anew; --to FOLDER writes somewhere else.",
    );
  for (const file of files)
    if (file.state !== "same") await writeText(path.join(folder, file.path), file.text);
}
