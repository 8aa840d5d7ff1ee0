import { isRegular } from "../path.ts";
import { folderOf, sameFile, versionsMissing, type Loaded, type LoaderJob, type Loading } from "./loaded.ts";
import type { Ending, LibraryUse, MissingVersion } from "./types.ts";
import type { Opened } from "./exec.ts";
import { may } from "./rights.ts";
import { walk } from "./walk.ts";

const DEFAULT_FOLDERS = "/lib:/usr/local/lib:/usr/lib";
/** Names that mean the loader, which is the whole libc (ldso/dynlink.c, load_library). libc.so.6 is one of them. */
const ITSELF = /^lib(c|pthread|rt|m|dl|util|xnet)\./;

type Found = { readonly opened: Opened | null; readonly path: string; readonly by: LibraryUse["foundBy"] };

/**
 * What musl's loader does with a program (ldso/dynlink.c): libraries breadth first, all missing ones are told. It knows no
 * symbol versions and binds every symbol before the program runs; symbols themselves are not looked at here.
 */
export function loadWithMusl(job: LoaderJob): Loading {
  const main: Loaded = { ...job.program, names: new Set(), neededBy: null };
  const loader: Loaded = { ...job.loader, names: new Set(), neededBy: null };
  const loaded = [main];
  const libraries: LibraryUse[] = [];
  const missing: Ending[] = [];
  const load = (name: string, neededBy: Loaded): Ending | null => {
    const use = (path: string | null, foundBy: LibraryUse["foundBy"]) =>
      libraries.push({ name, neededBy: neededBy.path, path, foundBy });
    if (ITSELF.test(name) || name === loader.path) {
      use(loader.path, "loader itself");
      return null;
    }
    if (loaded.some((object) => object.names.has(name))) return null;
    const found = search(job, name, neededBy);
    use(found?.path ?? null, found?.by ?? null);
    if (!found?.opened) return endingOf(name, neededBy, found);
    const same = sameFile([...loaded, loader], found.opened);
    if (same) same.names.add(name);
    else loaded.push({ ...found.opened, names: new Set(name.includes("/") ? [] : [name]), neededBy });
    return null;
  };
  for (const name of (job.preload ?? "").split(/[ :]+/).filter((word) => word !== "")) {
    if (load(name, main) !== null) libraries.pop();
  }
  for (const object of loaded) {
    for (const name of object.elf.needed) missing.push(...[load(name, object)].filter((end) => end !== null));
  }
  // It compares no versions itself; but where one is missing, the symbol most likely is.
  const missingVersions = versionsMissing(loaded);
  return { libraries, missingVersions, ending: missing[0] ?? doubt(job, loaded, missingVersions) };
}

function search(job: LoaderJob, name: string, neededBy: Loaded): Found | null {
  if (name.includes("/")) return open(job, name, "path");
  const inList = (list: string | null, by: NonNullable<LibraryUse["foundBy"]>) => {
    for (const folder of (list ?? "").split(/[:\n]+/).filter((each) => each !== "")) {
      const found = open(job, `${folder}/${name}`, by);
      if (found) return found;
    }
    return null;
  };
  const fromEnvironment = inList(job.libraryPath, "LD_LIBRARY_PATH");
  if (fromEnvironment) return fromEnvironment;
  // RPATH and RUNPATH are the same to it, and both are inherited.
  for (let at: Loaded | null = neededBy; at; at = at.neededBy) {
    const found = inList(ownFolders(job, at), at.elf.runpath === null ? "RPATH" : "RUNPATH");
    if (found) return found;
  }
  return inList(systemFolders(job), "default folder");
}

/** RUNPATH or RPATH. `$ORIGIN` is the only token it knows; a list with another one does not count. */
function ownFolders(job: LoaderJob, object: Loaded): string | null {
  const list = object.elf.runpath ?? object.elf.rpath;
  if (!list?.includes("$")) return list;
  if (list.replaceAll(/\$(ORIGIN|\{ORIGIN\})/g, "").includes("$") || job.secure) return null;
  const path = object.neededBy === null ? object.file.path : object.path;
  return list.replaceAll(/\$(ORIGIN|\{ORIGIN\})/g, () => folderOf(path));
}

/** /etc/ld-musl-ARCH.path, beside the folder that the loader's own lies in; or the default where there is none. */
function systemFolders(job: LoaderJob): string {
  const [, prefix = "", arch = ""] =
    /^(.*?)(?:\/[^/]*)?\/ld-musl-([^/]+)\.so\.1$/.exec(job.loader.path) ?? [];
  const bytes = job.content(`${prefix}/etc/ld-musl-${arch}.path`);
  return bytes === null ? DEFAULT_FOLDERS : (Buffer.from(bytes).toString("utf8").split("\0", 1)[0] ?? "");
}

function open(job: LoaderJob, path: string, by: LibraryUse["foundBy"]): Found | null {
  const found = walk(job.view, path);
  if (!found.ok || !may(job.view.who, found.file, "r")) return null;
  const { file } = found;
  const isElf = isRegular(file) && file.program?.kind === "elf" && file.program.elf.type !== "other";
  return {
    path,
    by,
    opened: isElf && file.program.kind === "elf" ? { path, file, elf: file.program.elf } : null,
  };
}

function endingOf(name: string, neededBy: Loaded, found: Found | null): Ending {
  const reason = found
    ? `${found.path}, which ${neededBy.path} needs as ${name}, is no ELF file.`
    : `The library ${name}, which ${neededBy.path} needs, is in none of the folders where musl's loader looks.`;
  const texts = [`Error loading shared library ${name}:`];
  return { outcome: "fails", stage: "loader", reason, error: { texts, exitCodes: [127] } };
}

/** Everything is there, but not of the kind that musl expects; it does not check, so the end can't be told from here. */
function doubt(
  job: LoaderJob,
  loaded: readonly Loaded[],
  [version]: readonly MissingVersion[],
): Ending | null {
  const { elf } = job.program;
  const other = loaded.find(
    ({ elf: { machineNumber, bits } }) => machineNumber !== elf.machineNumber || bits !== elf.bits,
  );
  const common = { outcome: "depends", stage: "loader" } as const;
  if (other)
    return {
      ...common,
      reason: `${other.path} is for another machine, which musl does not check.`,
      error: null,
    };
  const glibc = loaded.find((object) =>
    Object.values(object.elf.versionsNeeded).some((names) => names.some((name) => name.startsWith("GLIBC_"))),
  );
  if (!glibc && !version) return null;
  const why = glibc
    ? `${glibc.path} was linked to glibc`
    : `${version?.library ?? ""} lacks ${version?.version ?? ""}, which ${version?.requiredBy ?? ""} asks for`;
  return {
    ...common,
    reason: `${why}. musl passes over versions and ends at the first symbol that is not there; symbols are not read.`,
    error: { texts: ["symbol not found"], exitCodes: [127] },
  };
}
