import { z } from "zod";
import { familySchema } from "./types.ts";
import { normalReference } from "./reference.ts";

export const publishedSizeSchema = z.strictObject({
  measure: z.enum(["unpacked", "compressed"]),
  bytes: z.number().int().positive(),
  source: z.string().min(1).describe("who measured it, as a name that can be looked up"),
  date: z.iso.date(),
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

const NOT_PULLED = { alsoKnownAs: [], distroless: false, note: null, published: [] };

const DISTROLESS = { distroless: true, inRegistry: true, builtOrigin: "packages", note: null } as const;

/** Every base that the course speaks of. Published sizes: as others measured them, each with its source and date. */
export const catalogue: readonly BaseEntry[] = z.array(baseEntrySchema).parse([
  {
    ...NOT_PULLED,
    id: "scratch",
    title: "scratch: nothing at all",
    reference: "scratch",
    family: "scratch",
    inRegistry: false,
    recipe: null,
    builtOrigin: null,
  },
  {
    id: "busybox",
    title: "BusyBox",
    reference: "busybox:1.38-musl",
    alsoKnownAs: ["busybox:1.38.0-musl"],
    family: "musl",
    distroless: false,
    inRegistry: true,
    recipe: "busybox",
    builtOrigin: "packages",
    note: "built from Debian's busybox-static: another BusyBox version, and linked statically against glibc, not musl",
    published: [
      {
        measure: "compressed",
        bytes: 886_160,
        source: "docker-library/repo-info busybox",
        date: "2026-07-31",
      },
    ],
  },
  {
    id: "alpine",
    title: "Alpine",
    reference: "alpine:3.24",
    alsoKnownAs: [],
    family: "musl",
    distroless: false,
    inRegistry: true,
    recipe: "alpine",
    builtOrigin: "stand-in",
    note: "musl and BusyBox from Debian packages: the same loader and the same failures, but no apk, and a shell linked statically against glibc",
    published: [
      {
        measure: "compressed",
        bytes: 3_849_738,
        source: "docker-library/repo-info alpine",
        date: "2026-09-17",
      },
      {
        measure: "unpacked",
        bytes: 8_420_000,
        source: "docker-library/repo-info alpine",
        date: "2026-09-17",
      },
    ],
  },
  {
    id: "debian",
    title: "Debian 13",
    reference: "debian:13",
    alsoKnownAs: ["debian:trixie"],
    family: "glibc",
    distroless: false,
    inRegistry: true,
    recipe: "debian",
    builtOrigin: "packages",
    note: null,
    published: [
      {
        measure: "compressed",
        bytes: 49_310_000,
        source: "docker-library/repo-info debian",
        date: "2026-08-04",
      },
      {
        measure: "unpacked",
        bytes: 119_880_000,
        source: "docker-library/repo-info debian",
        date: "2026-07-13",
      },
    ],
  },
  {
    id: "debian-slim",
    title: "Debian 13 slim",
    reference: "debian:13-slim",
    alsoKnownAs: ["debian:trixie-slim"],
    family: "glibc",
    distroless: false,
    inRegistry: true,
    recipe: "debian-slim",
    builtOrigin: "packages",
    note: null,
    published: [
      {
        measure: "compressed",
        bytes: 29_780_000,
        source: "docker-library/repo-info debian",
        date: "2026-08-04",
      },
      {
        measure: "unpacked",
        bytes: 78_640_000,
        source: "docker-library/repo-info debian",
        date: "2026-08-24",
      },
    ],
  },
  {
    id: "ubuntu",
    title: "Ubuntu 26.04",
    reference: "ubuntu:26.04",
    alsoKnownAs: ["ubuntu:resolute"],
    family: "glibc",
    distroless: false,
    inRegistry: true,
    recipe: null,
    builtOrigin: null,
    note: "only pulled: there is no recipe for it",
    published: [
      {
        measure: "compressed",
        bytes: 41_570_000,
        source: "docker-library/repo-info ubuntu",
        date: "2026-07-28",
      },
    ],
  },
  {
    ...DISTROLESS,
    id: "distroless-static",
    title: "Distroless static",
    reference: "gcr.io/distroless/static-debian13",
    alsoKnownAs: ["gcr.io/distroless/static-debian13:latest"],
    family: "none",
    recipe: "distroless-static",
    published: [
      { measure: "unpacked", bytes: 2_430_000, source: "keptn/lifecycle-toolkit#1087", date: "2023-03-22" },
    ],
  },
  {
    ...DISTROLESS,
    id: "distroless-base",
    title: "Distroless base",
    reference: "gcr.io/distroless/base-debian13",
    alsoKnownAs: ["gcr.io/distroless/base-debian13:latest"],
    family: "glibc",
    recipe: "distroless-base",
    published: [],
  },
  {
    ...DISTROLESS,
    id: "distroless-cc",
    title: "Distroless cc",
    reference: "gcr.io/distroless/cc-debian13",
    alsoKnownAs: ["gcr.io/distroless/cc-debian13:latest"],
    family: "glibc",
    recipe: "distroless-cc",
    published: [],
  },
  {
    ...NOT_PULLED,
    id: "toolchain",
    title: "Toolchain: gcc for glibc and for musl",
    reference: "toolchain:13",
    family: "glibc",
    inRegistry: false,
    recipe: "toolchain",
    builtOrigin: "packages",
    note: "ours: Debian 13 with gcc, libc6-dev and musl-tools, for build stages",
  },
  {
    ...NOT_PULLED,
    id: "debs",
    title: "Debs: Debian packages as files, not unpacked",
    reference: "debs:13",
    family: "none",
    inRegistry: false,
    recipe: "debs",
    builtOrigin: "packages",
    note: "ours: what `apt-get download` fetches for distroless and a few packages more, to copy from",
  },
]);

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
