import { randomBytes } from "node:crypto";
import { cp, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import { makeFolder } from "../folder.ts";
import type { Lab } from "../lab/load.ts";
import { writeVariant } from "../lab/variant-file.ts";
import { isSameForAll, variantOf } from "../lab/variant.ts";
import { ownerMark } from "../temporary.ts";
import { labFolder, type Learner } from "./learner.ts";
import { noteStart } from "./progress/notes.ts";

/** The learner's copy of a lab. */
export interface Begun {
  readonly folder: string;
  /** False when it was there already. */
  readonly made: boolean;
}

/**
 * Makes sure of the learner's copy of a lab, and remembers that it was begun. A copy under a former name of the lab moves along.
 * @param whose name that decides the values of a lab with variants; a new one unless given
 */
export async function beginLab(learner: Learner, lab: Lab, whose?: string): Promise<Begun> {
  const folder = labFolder(learner, lab.manifest.id);
  await adoptFormer(learner, lab, folder);
  const made = await copyStarter(lab, folder, whose);
  if (made) await learner.progress.update((before) => noteStart(before, lab.manifest, learner.now()));
  return { folder, made };
}

/**
 * Copies the starter to the learner's folder, filled in with the learner's values, whole or not at all. False when it is
 * there already: nothing is touched. Throws BadInput for an impossible name.
 */
export async function copyStarter(
  lab: Lab,
  folder: string,
  whose = randomBytes(4).toString("hex"),
): Promise<boolean> {
  if (await isThere(folder)) return false;
  const temporary = `${folder}.${ownerMark()}.tmp`;
  await makeFolder(path.dirname(folder));
  try {
    await cp(path.join(lab.dir, "starter"), temporary, { recursive: true });
    if (!isSameForAll(lab.manifest)) {
      // Loaded when it is needed: the watch screen must not wait for it.
      const { fillFolder } = await import("../lab/fill.ts");
      await fillFolder(temporary, variantOf(lab.manifest, whose));
      await writeVariant(temporary, lab.manifest, whose);
    }
    await rename(temporary, folder);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return true;
}

async function adoptFormer(learner: Learner, lab: Lab, folder: string): Promise<void> {
  if (await isThere(folder)) return;
  for (const id of lab.manifest.formerly) {
    const former = labFolder(learner, id);
    if (await isThere(former)) return rename(former, folder);
  }
}

async function isThere(folder: string): Promise<boolean> {
  return (await stat(folder).catch(() => null)) !== null;
}
