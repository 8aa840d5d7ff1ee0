import { promisify } from "node:util";
import { zip } from "fflate";
import type { AsyncZippable, AsyncZipOptions } from "fflate";

const pack = promisify<AsyncZippable, AsyncZipOptions, Uint8Array>(zip);

/** The first moment that a zip can name: with the day of packing in it, the same pages would give another file. */
const mtime = new Date(1980, 0, 1);

/** A zip of these files under one folder, so that unpacking it anywhere makes one thing. Same files, same bytes. */
export async function zipped(files: ReadonlyMap<string, Uint8Array>, folder: string): Promise<Uint8Array> {
  const named = [...files].map(([path, bytes]) => [`${folder}/${path}`, bytes] as const);
  return pack(Object.fromEntries(named), { level: 9, mtime });
}
