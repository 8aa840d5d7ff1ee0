/** A part of an engine, from which version on no escape is known that a hostile build could use. */
interface Part {
  readonly program: string;
  readonly fixed: string;
  /** What was mended by then. */
  readonly known: string;
}

/** As published until 2026-11; advisories of the three projects. */
export const PARTS: readonly Part[] = [
  {
    program: "runc",
    fixed: "1.2.8",
    known: "CVE-2024-21626, CVE-2025-31133, CVE-2025-52565, CVE-2025-52881",
  },
  { program: "dockerd", fixed: "28.5.2", known: "CVE-2024-23653 and CVE-2026-33747 in its BuildKit" },
];

export type VersionVerdict = "mended" | "distribution" | "open";

/**
 * Judges what `PROGRAM --version` says. A distribution mends its packages and keeps the number, which shows in a suffix
 * (`+ds1-1+deb12u1`): then the number decides nothing. Pure; null where no version is to be found.
 */
export function judgeVersion(
  said: string,
  { fixed }: Part,
): { readonly version: string; readonly verdict: VersionVerdict } | null {
  const found = /(\d+)\.(\d+)\.(\d+)\S*/.exec(said);
  if (!found) return null;
  const version = found[0].replace(/,$/, "");
  const [, ...numbers] = found;
  if (isAtLeast(numbers.map(Number), fixed.split(".").map(Number))) return { version, verdict: "mended" };
  const packaged = /[+~-](ds|dfsg|deb|ubuntu|\d+ubuntu)/i.test(version);
  return { version, verdict: packaged ? "distribution" : "open" };
}

function isAtLeast(version: readonly number[], least: readonly number[]): boolean {
  for (const [index, wanted] of least.entries()) {
    const here = version[index] ?? 0;
    if (here !== wanted) return here > wanted;
  }
  return true;
}
