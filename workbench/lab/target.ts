import { cp, rm, stat } from "node:fs/promises";
import path from "node:path";
import { BadInput } from "./errors.ts";
import type { Lab } from "./load.ts";
import { temporaryFolder } from "../temporary.ts";

/** What is to be checked. */
export type Target =
  | { readonly kind: "work"; readonly workDir: string }
  | { readonly kind: "solution" }
  | { readonly kind: "starter" }
  | { readonly kind: "trap"; readonly name: string }
  | { readonly kind: "path"; readonly path: string };

/** A private copy of the hand-in: what a test does to it can't touch the learner's files. */
export interface PreparedTarget extends AsyncDisposable {
  readonly dir: string;
  readonly name: string;
}

/** Copies the target into a temporary folder; a trap is laid over the solution. Throws BadInput when it is not there. */
export async function prepareTarget(lab: Lab, target: Target): Promise<PreparedTarget> {
  const layers = sources(lab, target);
  for (const each of layers) await requireFolder(each, lab, target);
  const dir = await temporaryFolder(null);
  const remove = (): Promise<void> => rm(dir, { recursive: true, force: true });
  try {
    for (const each of layers) await cp(each, dir, { recursive: true, force: true });
  } catch (error) {
    await remove();
    throw error;
  }
  return { dir, name: targetName(target), [Symbol.asyncDispose]: remove };
}

function sources(lab: Lab, target: Target): string[] {
  const solution = path.join(lab.dir, "solution");
  switch (target.kind) {
    case "work":
      return [target.workDir];
    case "solution":
      return [solution];
    case "starter":
      return [path.join(lab.dir, "starter")];
    case "trap":
      return [solution, path.join(lab.dir, "traps", target.name)];
    case "path":
      return [path.resolve(target.path)];
  }
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
