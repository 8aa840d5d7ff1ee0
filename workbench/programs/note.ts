import { readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

/** Written last, beside the unpacked files: what they came from and how long each is. */
const noteSchema = z.strictObject({ integrity: z.string(), bytes: z.record(z.string(), z.int()) });
export type Note = z.infer<typeof noteSchema>;

export const NOTE_FILE = "groundwork-program.json";

/** The note of a folder, if it is whole, from this pin, and each file still has its length; else null. */
export async function readNote(folder: string, integrity: string): Promise<Note | null> {
  try {
    const note = noteSchema.parse(JSON.parse(await readFile(join(folder, NOTE_FILE), "utf8")));
    if (note.integrity !== integrity) return null;
    for (const [name, bytes] of Object.entries(note.bytes)) {
      if ((await stat(join(folder, name))).size !== bytes) return null;
    }
    return note;
  } catch {
    // Absent or damaged: both are cured by fetching.
    return null;
  }
}
