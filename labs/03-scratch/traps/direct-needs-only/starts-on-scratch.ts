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
  // The program's own list says what it needs.
  for (const name of elf.needed) {
    const found = libraryFolders(elf.machine).some((folder) => image.paths.has(`${folder}/${name}`));
    if (!found) return { outcome: "library-missing", missing: name };
  }
  return { outcome: "starts" };
}
