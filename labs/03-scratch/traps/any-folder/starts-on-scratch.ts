import type { ElfFacts } from "#kit";

/** What you are told about an image. */
export interface Image {
  /** Every path in it, absolute: `/app`, `/usr/lib/libz.so.1`, … */
  readonly paths: ReadonlySet<string>;
  /** What each ELF file in it says of itself, by its path. */
  readonly elf: ReadonlyMap<string, ElfFacts>;
}

export type Forecast =
  | { readonly outcome: "starts" }
  /** `missing` is the name that the error text will give: a path, or a library's file name. */
  | { readonly outcome: "file-missing" | "loader-missing" | "library-missing"; readonly missing: string };

/** Folders where the glibc loader looks for libraries, first to last. */
export function libraryFolders(machine: string): string[] {
  const triplet = machine === "aarch64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
  return [`/lib/${triplet}`, `/usr/lib/${triplet}`, "/lib64", "/usr/lib64", "/lib", "/usr/lib"];
}

/** Says what will be seen when the engine starts `program` in this image. */
export function forecast(program: string, image: Image): Forecast {
  if (!image.paths.has(program)) return { outcome: "file-missing", missing: program };
  const elf = image.elf.get(program);
  // No interpreter: the kernel jumps straight into the program, and nobody else is asked.
  if (!elf?.interpreter) return { outcome: "starts" };
  if (!image.paths.has(elf.interpreter)) return { outcome: "loader-missing", missing: elf.interpreter };
  const library = firstMissingLibrary(elf, image);
  return library ? { outcome: "library-missing", missing: library } : { outcome: "starts" };
}

/** Loads as the loader does: what the program needs, then what those need, each once. */
function firstMissingLibrary(program: ElfFacts, image: Image): string | null {
  const queue = [...program.needed];
  const seen = new Set<string>();
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (seen.has(name)) continue;
    seen.add(name);
    // It is in the image, so it will be found.
    const path = [...image.paths].find((candidate) => candidate.endsWith(`/${name}`));
    if (!path) return name;
    queue.push(...(image.elf.get(path)?.needed ?? []));
  }
  return null;
}
