import type { ElfFacts } from "../image/types.ts";

/** The highest glibc symbol version that a program asks for, `GLIBC_2.34`; null when it asks for none. Pure. */
export function highestGlibc(facts: ElfFacts): string | null {
  const versions = Object.values(facts.versionsNeeded)
    .flat()
    .filter((each) => /^GLIBC_\d+(\.\d+)*$/.test(each));
  return versions.sort((a, b) => compare(numbers(a), numbers(b))).at(-1) ?? null;
}

function numbers(version: string): number[] {
  return version.slice("GLIBC_".length).split(".").map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  for (let index = 0; index < Math.max(a.length, b.length); index += 1) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
