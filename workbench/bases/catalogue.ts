import { z } from "zod";
import { distributions } from "./entries/distributions.ts";
import { distroless } from "./entries/distroless.ts";
import { specialised } from "./entries/specialised.ts";
import { familySchema } from "./types.ts";
import { normalReference } from "./reference.ts";

export const publishedSizeSchema = z.strictObject({
  measure: z
    .enum(["unpacked", "compressed", "unpacked and compressed together"])
    .describe("together: what an engine keeps that holds both, and since Docker 29 lists as DISK USAGE"),
  bytes: z.number().int().positive(),
  source: z.string().min(1).describe("who measured it, as a name that can be looked up"),
  date: z.iso
    .date()
    .or(z.string().regex(/^\d{4}-\d{2}$/))
    .describe("day, or month where no day is told"),
});

export const recipeIdSchema = z.enum([
  "busybox",
  "alpine",
  "debian",
  "debian-slim",
  "toolchain",
  "distroless-static",
  "distroless-base",
  "distroless-cc",
  "debs",
  "distroless-static-nonroot",
  "distroless-static-debug",
  "distroless-base-nonroot",
  "distroless-nodejs",
  "node",
  "node-slim",
  "registry",
]);
export type RecipeId = z.infer<typeof recipeIdSchema>;

export const baseEntrySchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  title: z.string().min(1),
  reference: z.string().min(1).describe("what a Dockerfile says in life"),
  alsoKnownAs: z.array(z.string()).describe("further references that mean the same image"),
  family: familySchema,
  distroless: z.boolean().describe("carries no shell and no package manager"),
  inRegistry: z.boolean().describe("false: the reference is ours alone and is never asked of a registry"),
  recipe: recipeIdSchema.nullable(),
  builtOrigin: z.enum(["packages", "stand-in"]).nullable().describe("what the recipe's result is called"),
  note: z.string().nullable().describe("where the recipe's result differs from the image of that name"),
  published: z.array(publishedSizeSchema),
});
export type BaseEntry = z.infer<typeof baseEntrySchema>;

/** Every base that the course speaks of. Published sizes: as others measured them, each with its source and date. */
export const catalogue: readonly BaseEntry[] = z
  .array(baseEntrySchema)
  .parse([...distributions, ...distroless, ...specialised]);

/** Ids of all bases, in the catalogue's order. */
export const baseIds: readonly string[] = catalogue.map((entry) => entry.id);

/** The base of an id; undefined when the catalogue has none. */
export function baseById(id: string): BaseEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}

/** The base that a Dockerfile's reference means, however it is spelled; undefined when the catalogue has none. */
export function baseByReference(reference: string): BaseEntry | undefined {
  const wanted = normalReference(reference);
  return catalogue.find((entry) =>
    [entry.reference, ...entry.alsoKnownAs].some((known) => normalReference(known) === wanted),
  );
}

/** Somebody asked for a base that the catalogue has not. The message lists what there is. */
export class UnknownBase extends Error {
  override readonly name = "UnknownBase";

  constructor(id: string) {
    super(`There is no base "${id}". Known bases: ${baseIds.join(", ")}.`);
  }
}

/** Entries of the given ids, in that order. @throws UnknownBase */
export function basesById(ids: readonly string[]): readonly BaseEntry[] {
  return ids.map((id) => {
    const entry = baseById(id);
    if (entry === undefined) throw new UnknownBase(id);
    return entry;
  });
}
