import { stat } from "node:fs/promises";
import type { IntakeLimits } from "../limits.ts";
import { NotTaken, type Shelf } from "../shelf.ts";
import { tarShelf } from "./tar.ts";
import { zipShelf } from "./zip.ts";

/** One student's archive, from a file or from memory, by its name's ending. Throws NotTaken. */
export async function archiveShelf(
  name: string,
  from: string | Buffer,
  limits: IntakeLimits,
): Promise<Shelf> {
  const bytes = typeof from === "string" ? (await stat(from)).size : from.length;
  if (bytes > limits.archiveBytes)
    throw new NotTaken(
      "archive-too-large",
      `It has ${bytes} bytes, and at most ${limits.archiveBytes} are taken. Hand in the lab's folder alone.`,
    );
  return /\.zip$/i.test(name) ? await zipShelf(from, limits) : tarShelf(from, limits);
}
