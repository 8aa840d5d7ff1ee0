import { createReadStream } from "node:fs";
import { mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { EngineFault } from "../../engine/errors.ts";
import { ProgramError } from "../../programs/errors.ts";
import { npmPack } from "../../programs/npm-pack.ts";
import { checkIntegrity } from "../../programs/unpack.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { readRootfs } from "../rootfs/read.ts";
import type { RecipeContext } from "./types.ts";
import { temporaryFolder } from "../../temporary.ts";

/** One version of an npm package, and the bytes that it must have. */
export interface PinnedPackage {
  readonly name: string;
  readonly version: string;
  /** As npm writes it, of the tarball. */
  readonly integrity: string;
}

/**
 * The files of an npm package, with `to` where the tarball says `package`; owned by root whoever packed it.
 * @throws EngineFault when it can't be fetched or is not the pinned one, with npm's own text
 */
export async function npmEntries(
  pinned: PinnedPackage,
  to: string,
  context: Pick<RecipeContext, "downloads" | "signal">,
): Promise<readonly RootEntry[]> {
  const tarball = await fetchPackage(pinned, context);
  const entries = await Array.fromAsync(readRootfs(createReadStream(tarball).pipe(createGunzip())));
  return entries.map((entry) => ({
    ...entry,
    path: entry.path.replace(/^package(?=\/|$)/, to),
    uid: 0,
    gid: 0,
  }));
}

/** Path of the checked tarball: the one that lies in the downloads folder, or fetched now. */
async function fetchPackage(
  pinned: PinnedPackage,
  { downloads, signal }: Pick<RecipeContext, "downloads" | "signal">,
): Promise<string> {
  const spec = `${pinned.name}@${pinned.version}`;
  const folder = join(downloads, "npm");
  const kept = join(folder, `${pinned.name}-${pinned.version}.tgz`);
  if (await isPinned(kept, pinned, spec)) return kept;
  await mkdir(folder, { recursive: true });
  const aside = await temporaryFolder("package", folder);
  try {
    const fetched = await npmPack(spec, aside, signal);
    await checkIntegrity(fetched, pinned.integrity, spec);
    await rename(fetched, kept);
    return kept;
  } catch (error) {
    if (error instanceof ProgramError) throw new EngineFault(error.message, error.next, { cause: error });
    throw error;
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

/** A file that is absent or was cut off is fetched again. */
function isPinned(path: string, { integrity }: PinnedPackage, spec: string): Promise<boolean> {
  return checkIntegrity(path, integrity, spec).then(
    () => true,
    () => false,
  );
}
