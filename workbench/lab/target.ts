import { cp, rm, stat } from "node:fs/promises";
import path from "node:path";
import { BadInput } from "./errors.ts";
import { fillFolder } from "./fill.ts";
import type { Lab } from "./load.ts";
import { temporaryFolder } from "../temporary.ts";
import { readLearner } from "./variant-file.ts";
import { anotherVariant, isSameForAll, variantOf } from "./variant.ts";
import type { Variant } from "./variants-schema.ts";

/** What is to be checked. */
export type Target =
  | { readonly kind: "work"; readonly workDir: string }
  | { readonly kind: "solution" }
  | { readonly kind: "starter" }
  | { readonly kind: "trap"; readonly name: string }
  | { readonly kind: "path"; readonly path: string }
  /** Nothing but files of the manifest, from a stranger: the rest is the lab's own. */
  | { readonly kind: "hand-in"; readonly path: string };

/** A private copy of the hand-in: what a test does to it can't touch the learner's files. */
export interface PreparedTarget extends AsyncDisposable {
  readonly dir: string;
  readonly name: string;
}

/**
 * Copies the target into a temporary folder; a trap is laid over the solution, and what belongs to the lab is filled in
 * for the learner. Throws BadInput when it is not there.
 */
export async function prepareTarget(lab: Lab, target: Target, learner: string): Promise<PreparedTarget> {
  const layers = sources(lab, target, learner);
  for (const each of layers) await requireFolder(each.folder, lab, target);
  const dir = await temporaryFolder(null);
  const remove = (): Promise<void> => rm(dir, { recursive: true, force: true });
  try {
    for (const each of layers) await layOver(dir, each);
  } catch (error) {
    await remove();
    throw error;
  }
  return { dir, name: targetName(target), [Symbol.asyncDispose]: remove };
}

/** A folder, and the values that its files are filled in with; null: they are a learner's own and stay as they are. */
interface Source {
  readonly folder: string;
  readonly values: Variant | null;
  /** Files that are left out of it. */
  readonly without?: readonly string[];
}

async function layOver(dir: string, source: Source): Promise<void> {
  await copyInto(dir, source);
  for (const file of source.without ?? []) await rm(path.join(dir, file), { force: true });
}

async function copyInto(dir: string, { folder, values }: Source): Promise<void> {
  if (values === null) return cp(folder, dir, { recursive: true, force: true });
  const filled = await temporaryFolder(null);
  try {
    await cp(folder, filled, { recursive: true });
    await fillFolder(filled, values);
    await cp(filled, dir, { recursive: true, force: true });
  } finally {
    await rm(filled, { recursive: true, force: true });
  }
}

function sources(lab: Lab, target: Target, learner: string): Source[] {
  const { manifest } = lab;
  const own = isSameForAll(manifest) ? null : variantOf(manifest, learner);
  const solution = { folder: path.join(lab.dir, "solution"), values: own };
  switch (target.kind) {
    case "work":
      return [{ folder: target.workDir, values: null }];
    case "solution":
      return [solution];
    case "starter":
      return [{ folder: path.join(lab.dir, "starter"), values: own }];
    case "trap": {
      const isFriends = own !== null && manifest.traps[target.name]?.variant === "another";
      const values = isFriends ? anotherVariant(manifest, learner) : own;
      return [solution, { folder: path.join(lab.dir, "traps", target.name), values }];
    }
    case "path":
      return [{ folder: path.resolve(target.path), values: null }];
    case "hand-in": {
      const starter = { folder: path.join(lab.dir, "starter"), values: own };
      // A file that was not handed in must not be the starter's.
      const without = manifest.handIn.map((each) => each.path);
      return [
        { ...starter, without },
        { folder: path.resolve(target.path), values: null },
      ];
    }
  }
}

/**
 * Whose values a target is checked against. A hand-in says it in a file, unless the one who checks it says it; the lab's
 * own files are filled in for the run's seed. Throws BadInput when nobody says it.
 */
export async function learnerOf(
  lab: Lab,
  target: Target,
  given: string | undefined,
  seed: string,
): Promise<string> {
  if (given !== undefined) return given;
  const handedIn = target.kind === "work" || target.kind === "path";
  if (!handedIn || isSameForAll(lab.manifest)) return seed;
  const [source] = sources(lab, target, seed);
  if (source) await requireFolder(source.folder, lab, target);
  return readLearner(source?.folder ?? "", lab.manifest);
}

/** How a result names its target. */
export function targetName(target: Target): string {
  if (target.kind === "trap") return `trap:${target.name}`;
  return target.kind === "path" ? target.path : target.kind;
}

async function requireFolder(folder: string, lab: Lab, target: Target): Promise<void> {
  const found = await stat(folder).catch(() => null);
  // A trap is known by the manifest only: its name comes from outside and could lead anywhere.
  const known = target.kind !== "trap" || Object.hasOwn(lab.manifest.traps, target.name);
  if (known && found?.isDirectory()) return;
  if (target.kind === "trap") {
    const names = Object.keys(lab.manifest.traps).join(", ");
    throw new BadInput(`Lab ${lab.manifest.id} has no trap "${target.name}".`, `Its traps are: ${names}.`);
  }
  if (target.kind === "work") {
    throw new BadInput(
      `You have not begun ${lab.manifest.id} yet.`,
      `Begin with: npx groundwork lab start ${lab.manifest.id}`,
    );
  }
  throw new BadInput(`There is no folder ${folder} to check.`, "Name a folder that holds a hand-in.");
}
