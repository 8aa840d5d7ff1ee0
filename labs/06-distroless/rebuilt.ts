import type { Bench, BuiltImage, FileFacts } from "../../workbench/lab/kit/index.ts";
import { listed } from "./own.ts";
import type { Package } from "./scenes.ts";

type Files = ReadonlyMap<string, FileFacts>;

export interface Difference {
  /** One line a package, and one for each file of no package, that is not in yours. */
  readonly absent: readonly string[];
  /** Paths that are in yours only. */
  readonly extra: readonly string[];
  /** Sentences about paths that are in both and not alike. */
  readonly unlike: readonly string[];
}

/** Made for no package, and there in every distroless image. */
const settings = [
  "/etc/passwd",
  "/etc/group",
  "/etc/nsswitch.conf",
  "/etc/ssl/certs/ca-certificates.crt",
  "/home/nonroot",
  "/tmp",
];
/** Folders whose owner and mode a program can feel. */
const folders = ["/home/nonroot", "/root", "/tmp"];
/** Lists of packages are a task of their own. */
const isList = (path: string): boolean => path.startsWith("/var/lib/dpkg");

/** Compares a rebuilt image with the original, path by path. Only the packages say what must be there: an original that was pulled may have other versions of them. Pure. */
export function beside(yours: Files, theirs: Files, packages: readonly Package[]): Difference {
  const absent = packages.flatMap(({ name, paths }) => {
    const missing = paths.filter((path) => !yours.has(path));
    return missing.length === 0 ? [] : [`  of ${name}: ${missing.length} paths, such as ${missing.at(-1)}`];
  });
  const bare = settings.filter((path) => !yours.has(path));
  const known = new Set([...packages.flatMap(({ paths }) => paths), ...theirs.keys()]);
  // A folder that holds nothing of its own is not worth a failure.
  const extra = [...yours.values()]
    .filter(({ path, type }) => type !== "directory" && !known.has(path) && !isList(path))
    .map(({ path }) => path);
  const unlike = [...theirs.values()].flatMap((their) => {
    const your = yours.get(their.path);
    const matters = their.type !== "directory" || folders.includes(their.path);
    return your === undefined || isList(their.path) || !matters || looks(your) === looks(their)
      ? []
      : [`  ${their.path}: ${looks(your)}, and in the original ${looks(their)}`];
  });
  return {
    absent: [...absent, ...(bare.length === 0 ? [] : [`  of no package:\n${listed(bare)}`])],
    extra,
    unlike,
  };
}

function looks({ type, mode, uid, gid, linkTarget }: FileFacts): string {
  if (type === "symlink") return `a link to ${linkTarget ?? "?"}`;
  // A second name of the same file is a file, whichever of the two names was packed first.
  const kind = type === "hardlink" ? "file" : type;
  return `a ${kind} of ${uid}:${gid} with mode ${(mode & 0o7777).toString(8)}`;
}

/** Names and versions that a scanner reads: from dpkg's one list, and from the folder of lists that distroless has. */
export async function packagesListed(bench: Bench, image: BuiltImage): Promise<ReadonlyMap<string, string>> {
  const { files } = await bench.look(image);
  const folder = "/var/lib/dpkg/status.d/";
  const lists = [...files.keys()].filter(
    (path) => path === "/var/lib/dpkg/status" || (path.startsWith(folder) && !path.endsWith(".md5sums")),
  );
  const found = new Map<string, string>();
  for (const path of lists) {
    for (const record of ((await bench.file(image, path)) ?? "").split(/\n\n+/)) {
      const name = /^Package: (\S+)/m.exec(record)?.[1];
      const version = /^Version: (\S+)/m.exec(record)?.[1];
      if (name !== undefined && version !== undefined) found.set(name, version);
    }
  }
  return found;
}
