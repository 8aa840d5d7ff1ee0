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

/** Says what will be seen when the engine starts a program with these facts in an image with these files. */
export function willItStart(elf: ElfFacts, files: Files): Forecast {
  return "starts";
}
