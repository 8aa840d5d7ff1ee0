import { GlibcSearch } from "./glibc-search.ts";
import { sameFile, versionsMissing, type Loaded, type LoaderJob, type Loading } from "./loaded.ts";
import type { Ending, LibraryUse, MissingVersion } from "./types.ts";

/**
 * What glibc's loader does with a program: libraries breadth first, the first one missing ends it; then the symbol
 * versions that each object asks of another. Symbols themselves are not looked at.
 */
export function loadWithGlibc(job: LoaderJob): Loading {
  const main: Loaded = { ...job.program, names: new Set(), neededBy: null };
  const loader: Loaded = { ...job.loader, names: new Set([job.loader.path]), neededBy: null };
  const search = new GlibcSearch(job, main);
  const loaded = [main];
  const libraries: LibraryUse[] = [];
  const all = () => [...loaded, loader];
  const load = (name: string, neededBy: Loaded): Ending | null => {
    const use = (path: string | null, foundBy: LibraryUse["foundBy"]) =>
      libraries.push({ name, neededBy: neededBy.path, path, foundBy });
    const known = all().find((object) => object.names.has(name) || object.elf.soname === name);
    if (known) {
      if (known === loader) use(loader.path, "loader itself");
      known.names.add(name);
      return null;
    }
    const hit = search.find(name, neededBy);
    if (hit.kind !== "found") {
      use(null, null);
      return endingOf(name, neededBy, hit);
    }
    use(hit.opened.path, hit.by);
    const same = sameFile(all(), hit.opened);
    if (same) same.names.add(name);
    else loaded.push({ ...hit.opened, names: new Set([name, hit.opened.path]), neededBy });
    return null;
  };
  // What can't be preloaded is complained about, and passed over.
  for (const name of (job.preload ?? "").split(/[ :]+/).filter((word) => word !== "")) {
    if (load(name, main) !== null) libraries.pop();
  }
  for (const object of loaded) {
    for (const name of object.elf.needed) {
      const ending = load(name, object);
      if (ending) return { libraries, missingVersions: [], ending };
    }
  }
  const missingVersions = versionsMissing([...loaded, loader]);
  return { libraries, missingVersions, ending: versionEnding(missingVersions) };
}

function endingOf(
  name: string,
  neededBy: Loaded,
  hit: Exclude<ReturnType<GlibcSearch["find"]>, { kind: "found" }>,
): Ending {
  const says = "error while loading shared libraries";
  const error = { texts: [`${says}: ${name}: cannot open shared object file`], exitCodes: [127] };
  const common = { outcome: "fails", stage: "loader", error } as const;
  switch (hit.kind) {
    case "some processors":
      return {
        ...common,
        outcome: "depends",
        reason: `The library ${name} is only there for certain processors (${hit.path}).`,
      };
    case "bad":
      return {
        ...common,
        reason: `${hit.path}, which ${neededBy.path} needs as ${name}, is no library that the loader takes (${hit.says}).`,
        error: { ...error, texts: [`${hit.path}: ${hit.says}`] },
      };
    case "missing":
      if (hit.wrongClass) error.texts.push(`${says}: ${name}: wrong ELF class`);
      return {
        ...common,
        reason: `The library ${name}, which ${neededBy.path} needs, is in none of the places where the loader looks.`,
      };
  }
}

function versionEnding([first, ...more]: readonly MissingVersion[]): Ending | null {
  if (!first) return null;
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
  return {
    outcome: "fails",
    stage: "loader",
    reason: `${first.requiredBy} asks for ${first.version}, which ${first.library} is too old to have${others}.`,
    error: { texts: [`${first.library}: version \`${first.version}' not found`], exitCodes: [1] },
  };
}
