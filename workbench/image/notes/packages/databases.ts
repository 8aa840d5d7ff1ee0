import { entryPath } from "../../entry-path.ts";
import { resolvePath } from "../../path.ts";
import { keptFile, textOf, type KeptFile, type Tree } from "../kept.ts";
import type { Package, PackageDatabase, PackageFormat } from "../schema.ts";
import { readApk } from "./apk.ts";
import { readDpkg } from "./dpkg.ts";
import { readPacman } from "./pacman.ts";
import { readRpmManifest } from "./rpm-manifest.ts";
import { readRpm } from "./rpm/read.ts";

interface TextPlace {
  readonly format: PackageFormat;
  readonly paths: readonly string[];
  readonly read: (text: string) => Package[];
}

/** Databases that are one text. */
const TEXTS: readonly TextPlace[] = [
  { format: "dpkg", paths: ["/var/lib/dpkg/status"], read: readDpkg },
  { format: "opkg", paths: ["/usr/lib/opkg/status", "/var/lib/opkg/status"], read: readDpkg },
  { format: "apk", paths: ["/lib/apk/db/installed", "/usr/lib/apk/db/installed"], read: readApk },
  { format: "rpm manifest", paths: ["/var/lib/rpmmanifest/container-manifest-2"], read: readRpmManifest },
];

interface FolderPlace {
  readonly format: PackageFormat;
  readonly folder: string;
  /** The rest of a path below the folder, of a file that tells of a package. */
  readonly entry: RegExp;
  readonly read: (text: string) => Package[];
}

/** Databases that are a folder with a text for each package. */
const FOLDERS: readonly FolderPlace[] = [
  {
    format: "dpkg status.d",
    folder: "/var/lib/dpkg/status.d",
    // Beside each package lie its checksums.
    entry: /^(?!.*\.(?:md5sums|list|conffiles)$)[^/]+$/,
    read: readDpkg,
  },
  { format: "pacman", folder: "/var/lib/pacman/local", entry: /^[^/]+\/desc$/, read: readPacman },
];

/** Where RPM's database lies: of old, since Fedora 36 and SUSE 15, and in images made by ostree. */
const RPM_FOLDERS = ["/var/lib/rpm", "/usr/lib/sysimage/rpm", "/usr/share/rpm"];

const RPM_FILES = [
  ["rpmdb.sqlite", "rpm sqlite"],
  ["Packages.db", "rpm ndb"],
  ["Packages", "rpm bdb"],
] as const;

export interface InstalledPackages {
  readonly databases: readonly PackageDatabase[];
  readonly packages: readonly (Package & { readonly format: PackageFormat })[];
}

interface Read {
  readonly database: PackageDatabase;
  readonly packages: readonly Package[];
}

const NOT_KEPT = "it is there, but too large to be read";

/** Every package database of the image, and the packages that they list; one that is damaged gives what could be read. */
export function installedPackages(tree: Tree): InstalledPackages {
  const reads = [
    ...textReads(tree),
    ...FOLDERS.flatMap((place) => folderRead(tree, place)),
    ...rpmReads(tree),
  ];
  const all = reads.flatMap(({ database: { format }, packages }) =>
    packages.map((each) => ({ ...each, format })),
  );
  const keyed = all.map((each) => [`${each.name}\0${each.version}\0${each.architecture}`, each] as const);
  return {
    databases: reads.map(({ database }) => database),
    // A database that is there under two names, or in two forms, lists a package once.
    packages: [...new Map(keyed.toReversed()).values()].sort((a, b) =>
      a.name < b.name ? -1 : a.name > b.name ? 1 : 0,
    ),
  };
}

function textReads(tree: Tree): Read[] {
  return TEXTS.flatMap(({ format, paths, read }) =>
    filesAt(tree, paths).map(({ path, kept }) => {
      const packages = kept.bytes === null ? [] : read(textOf(kept.bytes));
      return asRead(format, path, packages, kept.bytes === null ? NOT_KEPT : null);
    }),
  );
}

/** Files behind paths, each once: where /lib is a link to /usr/lib, two paths are one file. */
function filesAt(tree: Tree, paths: readonly string[]): { path: string; kept: KeptFile }[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => {
    const kept = keptFile(tree, path);
    if (kept === null || seen.has(kept.file.path)) return [];
    seen.add(kept.file.path);
    return [{ path, kept }];
  });
}

function folderRead(tree: Tree, { format, folder, entry, read }: FolderPlace): Read[] {
  const real = resolvePath(tree.files, folder);
  if (real?.type !== "directory") return [];
  const paths = [...tree.files.keys()].filter(
    (path) => path.startsWith(`${real.path}/`) && entry.test(path.slice(real.path.length + 1)),
  );
  const texts = paths.map((path) => keptFile(tree, path)).filter((kept) => kept !== null);
  if (texts.length === 0) return [];
  const unread = texts.filter(({ bytes }) => bytes === null).length;
  const packages = texts.flatMap(({ bytes }) => (bytes === null ? [] : read(textOf(bytes))));
  return [
    asRead(format, folder, packages, unread === 0 ? null : `${unread} of its files are too large to be read`),
  ];
}

function rpmReads(tree: Tree): Read[] {
  return RPM_FILES.flatMap(([name, format]) => {
    const paths = RPM_FOLDERS.map((folder) => `${folder}/${name}`);
    return filesAt(tree, paths).map(({ path, kept }) => {
      if (kept.bytes === null) return asRead(format, path, [], NOT_KEPT);
      const log = keptFile(tree, entryPath(`${path}-wal`))?.bytes ?? null;
      const { packages, problem } = readRpm(format, kept.bytes, log);
      return asRead(format, path, packages, problem);
    });
  });
}

const asRead = (
  format: PackageFormat,
  path: string,
  packages: readonly Package[],
  problem: string | null,
): Read => ({ database: { format, path, packages: packages.length, problem }, packages });
