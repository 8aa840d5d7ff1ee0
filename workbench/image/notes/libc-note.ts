import { resolvePath } from "../path.ts";
import type { ImageFacts } from "../types.ts";
import { keptFile, type Tree } from "./kept.ts";
import type { InstalledPackages } from "./packages/databases.ts";
import type { LibcNote } from "./schema.ts";

type Packages = InstalledPackages["packages"];

/** Which libc there is and of which version: by its package; where none lists it, by what its file says. */
export function libcNote(image: Pick<ImageFacts, "libc" | "loaders"> & Tree, packages: Packages): LibcNote {
  switch (image.libc) {
    case "glibc":
      return glibcNote(image, packages);
    case "musl":
      return muslNote(image, packages);
    case "none":
      return { kind: "none", version: null, versionFrom: null, symbolVersion: null, path: null };
  }
}

function glibcNote(image: Tree, packages: Packages): LibcNote {
  const paths = [...image.files.keys()].filter((each) => each.endsWith("/libc.so.6"));
  // A program may bring a glibc of its own, in its folder; the loader looks into the image's.
  const path = paths.find((each) => /^\/(?:usr\/)?lib/.test(each)) ?? paths[0] ?? null;
  const file = path === null ? null : resolvePath(image.files, path);
  const provided = file?.program?.kind === "elf" ? file.program.elf.versionsProvided : [];
  const symbolVersion = highest(provided.filter((name) => /^GLIBC_\d+(\.\d+)+$/.test(name)));
  // libc6 is Debian's name for it, glibc everybody else's.
  const named = versionOf(packages, ["libc6", "glibc", "libc6-prime"]);
  if (named) return { kind: "glibc", ...named, symbolVersion, path };
  const version = symbolVersion?.slice("GLIBC_".length) ?? null;
  return { kind: "glibc", version, versionFrom: version && "symbol versions", symbolVersion, path };
}

function muslNote(image: Pick<ImageFacts, "loaders"> & Tree, packages: Packages): LibcNote {
  const path = image.loaders.find((each) => each.includes("/ld-musl-")) ?? null;
  const note = { kind: "musl", symbolVersion: null, path } as const;
  const named = versionOf(packages, ["musl", "libc"]);
  if (named) return { ...note, ...named };
  const bytes = path === null ? null : keptFile(image, path)?.bytes;
  const version = bytes ? muslVersion(bytes) : null;
  return { ...note, version, versionFrom: version && "musl's own bytes" };
}

/** musl's file holds its version as a text of its own, for the usage line of its loader (src/internal/version.c). */
function muslVersion(bytes: Uint8Array): string | null {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return /\0(\d\.\d{1,2}\.\d{1,3}(?:-git-[\w-]{1,40})?)\0/.exec(text)?.[1] ?? null;
}

/** The upstream part of the version of the first of these packages that is there. */
function versionOf(packages: Packages, names: readonly string[]) {
  const found = names.map((name) => packages.find((each) => each.name === name)).find(Boolean);
  if (!found) return null;
  const version = found.version.replace(/^\d+:/, "").replace(/[-+].*$/, "");
  return { version, versionFrom: `package ${found.name} ${found.version}` };
}

/** Of names that end in numbers with dots, the one with the highest numbers. */
function highest(names: readonly string[]): string | null {
  const numbers = (name: string) => (/[\d.]+$/.exec(name)?.[0] ?? "").split(".").map(Number);
  const compare = (a: readonly number[], b: readonly number[]): number => {
    const at = a.findIndex((value, index) => value !== (b[index] ?? -1));
    return at < 0 ? a.length - b.length : (a[at] ?? 0) - (b[at] ?? -1);
  };
  return names.toSorted((a, b) => compare(numbers(a), numbers(b))).at(-1) ?? null;
}
