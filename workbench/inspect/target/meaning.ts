import { distance } from "fastest-levenshtein";
import type { BaseEntry } from "../../bases/catalogue.ts";
import { TargetError } from "../errors.ts";
import { isPath, isReference } from "../../image/sources/target.ts";
import { isImageId } from "./image-id.ts";

/** What there is under a name. */
export interface World {
  /** The base of the catalogue that has this id or this reference. */
  readonly base: BaseEntry | undefined;
  readonly path: "file" | "image folder" | "build folder" | "other folder" | null;
  /** The engine's own name of an image that it knows under this one; null where it knows none or none answers. */
  readonly held: string | null;
  /** What could have been meant instead: ids of bases, tags in the engine. */
  readonly known: readonly string[];
}

export type Meaning =
  | { readonly kind: "base"; readonly entry: BaseEntry; readonly remark: string | null }
  | { readonly kind: "engine"; readonly reference: string }
  | { readonly kind: "path"; readonly path: string; readonly folder: boolean }
  | { readonly kind: "registry"; readonly reference: string };

/**
 * What somebody means who types this. One meaning is taken; of several, a base's id beats the engine's image (with a
 * remark), and anything else is asked back.
 * @throws TargetError for what is nothing, or can't be decided, each with how to say it
 */
export function meaningOf(given: string, world: World): Meaning {
  const { base, path, held } = world;
  if (isPath(given)) {
    if (path === null) throw new TargetError(`There is no file or folder ${given}.`, "Check the path.");
    return { kind: "path", path: given, folder: path !== "file" };
  }
  const usablePath = path !== null && path !== "other folder";
  if (usablePath && (base !== undefined || held !== null)) throw ambiguous(given, world);
  // A reference of a base, and the engine has an image of that very name: that one, as it is.
  if (base !== undefined && (base.id === given || held === null))
    return { kind: "base", entry: base, remark: remarkOn(given, base, held) };
  if (held !== null) return { kind: "engine", reference: given };
  if (path !== null) return { kind: "path", path: given, folder: path !== "file" };
  if (isReference(given) && !isImageId(given)) return { kind: "registry", reference: given };
  throw nothing(given, world.known);
}

function ambiguous(given: string, { base, path, held }: World): TargetError {
  const other =
    base !== undefined ? `a base of the course (${base.reference})` : "an image that the engine holds";
  const say = base !== undefined ? base.reference : held;
  return new TargetError(
    `"${given}" is two things: ${path === "file" ? "a file" : "a folder"} here, and ${other}.`,
    `Say ./${given} for what lies here, or ${say} for the other.`,
  );
}

function remarkOn(given: string, base: BaseEntry, held: string | null): string | null {
  if (held === null || held === base.reference) return null;
  return `${given}: the course's base ${base.reference}. Your engine also holds ${held}; say ${held} to look at that.`;
}

function nothing(given: string, known: readonly string[]): TargetError {
  return new TargetError(
    `Nothing is called "${given}": no base of the course, no file or folder here, no image in the engine.`,
    whatThereIs(given, known),
  );
}

/** The error for a name that could only be in a registry, where the engine could not get it. */
export function unreachable(given: string, known: readonly string[], cause: Error): TargetError {
  return new TargetError(cause.message, whatThereIs(given, known), { cause });
}

function whatThereIs(given: string, known: readonly string[]): string {
  const near = nearest(given, known);
  const hint = near === null ? "" : `Did you mean ${near}? `;
  return `${hint}\`npx groundwork bases\` lists the bases, \`docker images\` what your engine holds.`;
}

function nearest(given: string, known: readonly string[]): string | null {
  const [best] = known
    .map((name) => ({ name, off: distance(given, name) }))
    .filter(({ name, off }) => off <= Math.max(1, Math.floor(name.length / 4)))
    .toSorted((a, b) => a.off - b.off);
  return best?.name ?? null;
}
