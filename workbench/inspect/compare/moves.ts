import type { ImageFacts } from "../../image/types.ts";
import { compareDebianVersions } from "./debian-version.ts";

/** What of an image decides whether a program's libc is there. */
export interface Ground {
  readonly libc: "glibc" | "musl" | "none";
  /** The newest `GLIBC_2.x` that its libc.so.6 provides; null where there is none. */
  readonly newestGlibc: string | null;
  readonly loaders: readonly string[];
}

export interface Move {
  readonly verdict: "fits" | "mind" | "does not fit";
  readonly why: string;
}

/** The ground that an image is for programs. */
export function groundOf({ files, libc, loaders }: Pick<ImageFacts, "files" | "libc" | "loaders">): Ground {
  const provided = [...files.values()]
    .filter(({ path }) => path.endsWith("/libc.so.6"))
    .flatMap(({ program }) => (program?.kind === "elf" ? program.elf.versionsProvided : []))
    .filter((version) => /^GLIBC_\d+(\.\d+)*$/.test(version))
    .toSorted(compareDebianVersions);
  return { libc, loaders, newestGlibc: provided.at(-1) ?? null };
}

/** Whether dynamic programs that run on one ground find their libc on another: by kind, then by glibc's symbol versions. */
export function moveBetween(from: Ground, to: Ground): Move {
  if (from.libc === "none")
    return { verdict: "fits", why: "only static programs run there, and they need no libc" };
  if (to.libc === "none")
    return {
      verdict: "does not fit",
      why: `no libc there: only static programs start, and ${from.libc} programs find no loader`,
    };
  if (from.libc !== to.libc) {
    const wanted = from.libc === "glibc" ? "ld-linux" : "ld-musl";
    const has = to.loaders.some((path) => path.includes(wanted));
    const why = `${to.libc} there: programs linked against ${from.libc} ask for ${wanted}-…, which ${has ? "is there without being the main libc" : "is not there"}`;
    return { verdict: has ? "mind" : "does not fit", why };
  }
  return from.libc === "glibc" ? betweenGlibcs(from, to) : { verdict: "fits", why: "musl on both sides" };
}

function betweenGlibcs(from: Ground, to: Ground): Move {
  if (from.newestGlibc === null || to.newestGlibc === null)
    return { verdict: "mind", why: "glibc on both sides, but one does not say which symbol versions it has" };
  const older = compareDebianVersions(to.newestGlibc, from.newestGlibc) < 0;
  if (!older)
    return { verdict: "fits", why: `glibc on both sides, with symbols up to ${to.newestGlibc} there` };
  const why = `an older glibc there: it has symbols up to ${to.newestGlibc}, and programs may ask for up to ${from.newestGlibc}`;
  return { verdict: "mind", why };
}
