import { mkdtemp, readdir, rename, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { makeFolder } from "../../folder.ts";
import { BadInput } from "../../lab/errors.ts";
import { isSameForAll } from "../../lab/variant.ts";
import type { Roster } from "../intake/roster.ts";
import { zipShelf } from "../intake/shelves/zip.ts";
import { filesBelow, writeBelow, type Files, type HandoutFile } from "./files.ts";
import { handoutOf } from "./handout.ts";
import { learnerFor } from "./learner.ts";
import type { LoadedAssignment } from "./load.ts";
import { proofOf, type Proof } from "./proof.ts";
import { secretsOf } from "./secrets.ts";
import { zipped } from "./zip.ts";

/** What was made, and how it was proved. */
export interface Packed {
  /** The zips, below the folder that was asked for: one for all, or one for each student. */
  readonly zips: readonly string[];
  /** The folder that a Git template repository is made from. */
  readonly template: string;
  readonly proofs: readonly Proof[];
}

/**
 * Makes an assignment's handout: a zip and a Git template. Where a lab has variants and a roster is given, each student gets a
 * zip with their own values. Each result is read back from what was written and searched for every secret; where one is found,
 * nothing is left behind and BadInput names it.
 * @param outDir a folder that is not there yet, or is empty
 */
export async function packHandout(
  loaded: LoadedAssignment,
  outDir: string,
  roster: Roster | null,
): Promise<Packed> {
  if ((await readdir(outDir).catch(() => [])).length > 0)
    throw new BadInput(`${outDir} is not empty.`, "Name a folder that is not there yet, or empty this one.");
  await makeFolder(path.dirname(path.resolve(outDir)));
  const temporary = await mkdtemp(`${path.resolve(outDir)}.tmp-`);
  try {
    const packed = await packInto(temporary, loaded, roster);
    await rm(outDir, { recursive: true, force: true });
    await rename(temporary, outDir);
    return packed;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

async function packInto(dir: string, loaded: LoadedAssignment, roster: Roster | null): Promise<Packed> {
  const { id, variantSeed } = loaded.assignment;
  const common = await handoutOf(loaded, null);
  await writeBelow(path.join(dir, id), common);
  const proofs = [await proved(loaded, null, await filesBelow(path.join(dir, id)))];
  const zips: string[] = [];
  const write = async (name: string, files: Files, learner: string | null): Promise<void> => {
    const file = path.join(dir, name);
    await makeFolder(path.dirname(file));
    await writeFile(
      file,
      await zipped(new Map([...files].map(([each, content]) => [`${id}/${each}`, content]))),
    );
    proofs.push(await proved(loaded, learner, await readBack(file)));
    zips.push(name);
  };
  const varies = loaded.labs.some((lab) => !isSameForAll(lab.manifest));
  if (roster === null || !varies) await write(`${id}.zip`, common, null);
  else
    for (const student of roster.students) {
      const learner = learnerFor(variantSeed, student);
      await write(`students/${learner}.zip`, await handoutOf(loaded, learner), learner);
    }
  return { zips, template: id, proofs };
}

/** Searches what was written. Throws BadInput when something is in it that must not be. */
async function proved(loaded: LoadedAssignment, learner: string | null, files: Files): Promise<Proof> {
  const proof = proofOf(files, await secretsOf(loaded, learner));
  if (proof.leaks.length === 0) return proof;
  const lines = proof.leaks.map(({ file, secret, why }) =>
    why === "name" ? `${file} is called like what is kept back` : `${file} holds ${secret}`,
  );
  throw new BadInput(
    `The handout would give away what it must not:\n${lines.join("\n")}`,
    "Nothing was written. Take these files out of the assignment's handout folder, or out of the labs' starters.",
  );
}

async function readBack(file: string): Promise<Files> {
  await using shelf = await zipShelf(file, { entries: Infinity, unpackedBytes: Infinity, ratio: Infinity });
  const listing = await shelf.list();
  const contents = await shelf.read(new Map(listing.map((each, at) => [at, each.bytes])));
  const files = new Map<string, HandoutFile>();
  for (const [at, { path: name }] of listing.entries()) {
    const content = contents.get(at);
    if (!Buffer.isBuffer(content)) throw new Error(`${file} can't be read back: ${name}`);
    files.set(name, { content, executable: false });
  }
  return files;
}
