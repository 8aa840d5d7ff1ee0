import { z } from "zod";

/** An image that another may be built on: a base of the catalogue, or any image that an engine holds. */
export interface BaseCandidate {
  /** What a Dockerfile says to stand on it. */
  readonly reference: string;
  /** Further references that mean the same image. */
  readonly alsoKnownAs: readonly string[];
  readonly kind: "catalogue" | "engine";
  /** `sha256:…` of its config. */
  readonly id: string;
  /** diff ids, base first. */
  readonly layers: readonly string[];
  /** Digests, `sha256:…`, that registries have it under. */
  readonly digests: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

const addedLayerSchema = z.strictObject({
  index: z.number().int().nonnegative().describe("of the image's layers, from 0"),
  digest: z.string(),
  createdBy: z.string().describe("as the image's history says; empty where it says nothing"),
  unpackedBytes: z.number().int().nonnegative(),
});

export const baseVerdictSchema = z.strictObject({
  reference: z
    .string()
    .nullable()
    .describe("what a Dockerfile would say; null where the base has no name here"),
  kind: z
    .enum(["catalogue", "engine", "label", "shared", "specialised", "distribution", "scratch"])
    .describe(
      "what the verdict goes by: layers of a base of the catalogue or of another image in the engine; labels; first layers that another image has too; the environment that a language's images set; the files of a distribution; that there is nothing of a base",
    ),
  certainty: z.enum(["certain", "likely", "guess"]),
  why: z.array(z.string().min(1)).min(1).describe("sentences for a person"),
  isItself: z.boolean().describe("the image is this base, nothing added"),
  baseLayers: z
    .number()
    .int()
    .nonnegative()
    .nullable()
    .describe("how many of the image's first layers are the base's; null where that can't be known"),
  added: z.array(addedLayerSchema).nullable().describe("the layers on top of it"),
});
export type BaseVerdict = z.infer<typeof baseVerdictSchema>;

/** A verdict before the layers on top are filled in. */
export type Finding = Omit<BaseVerdict, "added" | "isItself"> & { readonly isItself?: boolean };
