import { readdir, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { makeFolder } from "../folder.ts";
import { ownerMark } from "../temporary.ts";
import { runBuilder } from "./builder.ts";
import { fingerprint } from "./inputs.ts";

export interface SiteBuild {
  /** Folder of the project. */
  readonly root: string;
  /** Folder for what is built, one folder for each fingerprint; ours alone. */
  readonly store: string;
  readonly signal?: AbortSignal;
  /** Told in one line what is being done, when it takes time. */
  readonly say: (line: string) => void;
}

/**
 * Builds the site unless it was built from the same inputs before.
 * @returns the folder that holds it. A folder under its final name is always whole: it is built aside, then renamed.
 */
export async function buildSite({ root, store, signal, say }: SiteBuild): Promise<string> {
  const name = await fingerprint(root);
  const final = join(store, name);
  if (await exists(final)) return final;
  say("Building the pages, which takes some seconds the first time …");
  const aside = join(store, `${name}.${ownerMark()}.part`);
  await makeFolder(store);
  try {
    await runBuilder({ root, outDir: aside, place: { basePath: "/" }, signal });
    await takeName(aside, final);
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
  await removeOld(store, name);
  return final;
}

/**
 * The site that was built last, whatever its inputs were; null when none ever was.
 * @param store folder that `buildSite` fills
 */
export async function lastBuilt(store: string): Promise<string | null> {
  const [newest] = await builtNewestFirst(store);
  return newest === undefined ? null : join(store, newest);
}

/** Another start may have built the same site meanwhile: then its folder stays and ours goes. */
async function takeName(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if (!(await exists(to))) throw error;
  }
}

/** Keeps the new site and the one before it, which a server that still runs may be serving. */
async function removeOld(store: string, name: string): Promise<void> {
  const others = (await builtNewestFirst(store)).filter((other) => other !== name);
  for (const old of others.slice(1)) await rm(join(store, old), { recursive: true, force: true });
}

async function builtNewestFirst(store: string): Promise<string[]> {
  const names = (await exists(store)) ? await readdir(store) : [];
  const built = names.filter((name) => /^[0-9a-f]{16}$/.test(name));
  const dated = await Promise.all(
    built.map(async (name) => ({ name, at: (await stat(join(store, name))).mtimeMs })),
  );
  return dated.sort((a, b) => b.at - a.at).map(({ name }) => name);
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
