import { z } from "zod";
import { BadInput } from "../../lab/errors.ts";
import { cell, readCsv } from "./csv.ts";

const instantSchema = z.iso.datetime({ offset: true });

/** When each hand-in came, by the name that it has in its source; nothing is known of the others. */
export type Received = ReadonlyMap<string, string>;

/**
 * Reads a list of times: columns `submission` (or `file`, `folder`, `student`) and `received` (or `submitted`, `time`). A time
 * needs its offset from UTC: without one, nobody knows which instant it is. Throws BadInput with the line.
 */
export async function readReceived(file: string): Promise<Received> {
  const found = new Map<string, string>();
  for (const [index, row] of (await readCsv(file)).entries()) {
    const name = cell(row, ["submission", "file", "folder", "student"]);
    const time = instantSchema.safeParse(cell(row, ["received", "submitted", "time"]));
    if (name === null || !time.success)
      throw new BadInput(
        `${file}, line ${index + 2}, has no ${name === null ? "submission" : "time with an offset"}.`,
        'Two columns are needed: "submission" and "received", as in ada,2026-11-20T21:40:00+01:00',
      );
    found.set(name.normalize("NFC"), time.data);
  }
  return found;
}
