import type { Family } from "../families.ts";

/** What tells the family of an image. */
export interface FamilySigns {
  readonly fileCount: number;
  readonly libc: "glibc" | "musl" | "none";
  readonly shells: readonly string[];
  /** Package managers that can be started in it. */
  readonly packageManagers: readonly unknown[];
  /** Whether it says which distribution its files are from. */
  readonly hasDistribution: boolean;
}

/** Family of an image: distroless are a distribution's files without shell and package manager; else its libc decides. */
export function familyOf(signs: FamilySigns): Family {
  const { fileCount, libc, shells, packageManagers, hasDistribution } = signs;
  if (fileCount === 0) return "scratch";
  if (hasDistribution && shells.length === 0 && packageManagers.length === 0) return "distroless";
  return libc === "none" ? "scratch" : libc;
}
