import { rm } from "node:fs/promises";
import { removeBases } from "../../bases/remove.ts";
import { removeAbandonedSandbox } from "../../grade/sandbox/left.ts";
import type { Engine } from "../../engine/types.ts";
import type { CleanReport, Thing } from "./types.ts";

/**
 * Removes things that were found before; one that is gone already is no error. Goes on where one can't be removed.
 * @param engine null where none answers: then only things on the disk are removed
 * @returns what stayed, each with the reason
 */
export async function removeThings(
  things: readonly Thing[],
  engine: Engine | null,
  stateDir: string,
): Promise<CleanReport["stayed"]> {
  const stayed: CleanReport["stayed"] = [];
  for (const thing of things) {
    try {
      await removeThing(thing, engine, stateDir);
    } catch (error) {
      stayed.push({ name: thing.name, why: error instanceof Error ? error.message : String(error) });
    }
  }
  // What is remembered of a base goes with it.
  if (engine !== null && things.some(({ kind }) => kind === "base")) await removeBases(engine, stateDir);
  return stayed;
}

async function removeThing({ kind, name }: Thing, engine: Engine | null, stateDir: string): Promise<unknown> {
  if (kind === "sandbox") return removeAbandonedSandbox(stateDir, name);
  if (kind === "folder" || kind === "file") return rm(name, { recursive: true, force: true });
  switch (kind) {
    case "container":
      return engine?.removeContainer(name);
    case "network":
      return engine?.removeNetwork(name);
    case "volume":
      return engine?.removeVolume(name);
    case "image":
    case "program":
    case "base":
      return engine?.removeImage(name);
    case "build cache":
      return engine?.pruneBuildCache();
  }
}
