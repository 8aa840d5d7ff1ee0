import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { chmod } from "node:fs/promises";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import tar from "tar-stream";
import { ProgramError } from "./errors.ts";

/** Refuses a tarball whose sha512 is not the pinned one. Nothing of it has been unpacked by then. */
export async function checkIntegrity(tarball: string, integrity: string, spec: string): Promise<void> {
  const hash = createHash("sha512");
  await pipeline(createReadStream(tarball, { highWaterMark: 1 << 20 }), hash);
  const seen = `sha512-${hash.digest("base64")}`;
  if (seen === integrity) return;
  throw new ProgramError(
    `What npm fetched as ${spec} is not the package that was pinned: its integrity is ${seen}, pinned is ${integrity}.`,
    "It was not used. Check which registry npm is set to (npm config get registry) and try again.",
  );
}

/**
 * Writes the wanted files of a gzipped tarball into `folder`, executable, under the names given, and nothing else.
 * `names`: path in the tarball → file name. Gives the size of each file by its name.
 */
export async function unpack(
  tarball: string,
  names: ReadonlyMap<string, string>,
  folder: string,
): Promise<Record<string, number>> {
  const sizes: Record<string, number> = {};
  const extract = tar.extract();
  const feeding = pipeline(createReadStream(tarball, { highWaterMark: 1 << 20 }), createGunzip(), extract);
  // A broken archive ends the loop below with the same error; this only keeps it from being reported twice.
  feeding.catch(() => {});
  for await (const entry of extract) {
    const name = entry.header.type === "file" ? names.get(entry.header.name) : undefined;
    if (name === undefined) {
      entry.resume();
      continue;
    }
    const path = join(folder, name);
    await pipeline(entry, createWriteStream(path));
    await chmod(path, 0o755);
    sizes[name] = entry.header.size ?? 0;
  }
  await feeding;
  const missing = [...names].filter(([, name]) => !(name in sizes)).map(([from]) => from);
  if (missing.length === 0) return sizes;
  throw new ProgramError(
    `The package holds no ${missing.join(", ")}.`,
    "The catalogue names a file that is not there: please report it.",
  );
}
