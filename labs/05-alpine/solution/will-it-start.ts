import type { ElfFacts, FileFacts } from "#kit";

export type Forecast = "starts" | "loader-missing" | "library-missing";

/** Every path of an image, with what lies there. */
export type Files = ReadonlyMap<string, FileFacts>;

/** True when a program in this image could open `path`: links are followed, also those of the folders on the way. */
export function opens(path: string, files: Files, hops = 0): boolean {
  const parts = path.split("/").slice(1);
  for (let depth = 1; depth <= parts.length; depth++) {
    const here = `/${parts.slice(0, depth).join("/")}`;
    const link = files.get(here)?.linkTarget;
    if (files.get(here)?.type !== "symlink" || !link) continue;
    const target = new URL([link, ...parts.slice(depth)].join("/"), `file://${here}`).pathname;
    return hops < 20 && opens(target, files, hops + 1);
  }
  return files.has(path);
}

/** Folders in which each loader looks for libraries when nobody tells it more. */
function libraryFolders(elf: ElfFacts): string[] {
  if (isMusl(elf)) return ["/lib", "/usr/local/lib", "/usr/lib"];
  const triplet = elf.machine === "aarch64" ? "aarch64-linux-gnu" : "x86_64-linux-gnu";
  return [`/lib/${triplet}`, `/usr/lib/${triplet}`, "/lib64", "/usr/lib64", "/lib", "/usr/lib"];
}

function isMusl(elf: ElfFacts): boolean {
  return elf.interpreter?.includes("/ld-musl-") ?? false;
}

/** musl's loader and musl's libc are one file: who has the one has the other, under whatever name a program asks for it. */
function isTheLoaderItself(library: string, elf: ElfFacts): boolean {
  return isMusl(elf) && library.startsWith("libc.");
}

/** Says what will be seen when the engine starts a program with these facts in an image with these files. */
export function willItStart(elf: ElfFacts, files: Files): Forecast {
  if (elf.interpreter === null) return "starts";
  if (!opens(elf.interpreter, files)) return "loader-missing";
  const found = (library: string) =>
    isTheLoaderItself(library, elf) || libraryFolders(elf).some((folder) => opens(`${folder}/${library}`, files));
  return elf.needed.every(found) ? "starts" : "library-missing";
}
