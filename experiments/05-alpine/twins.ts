import { readFile } from "node:fs/promises";
import type { Recorder, Subject } from "../../workbench/record/types.ts";

/** The same C programs, built for each libc, on the base that has it. */
export interface Twins {
  readonly musl: Subject;
  readonly glibc: Subject;
}

/** The text of a C program of this folder. */
export const source = (name: string): Promise<string> =>
  readFile(new URL(`${name}.c`, import.meta.url), "utf8");

const sides = [
  ["musl", "musl-gcc", "alpine:3.24"],
  ["glibc", "gcc", "debian:13-slim"],
] as const;

/** Builds C programs of this folder twice: by each libc's compiler, onto a base that has that libc. */
export async function twins(
  recorder: Recorder,
  key: string,
  title: string,
  lines: (compiler: string) => string,
  programs: readonly string[],
): Promise<Twins> {
  const texts = await Promise.all(programs.map(async (name) => [`${name}.c`, await source(name)] as const));
  const built: Partial<Record<"musl" | "glibc", Subject>> = {};
  for (const [libc, compiler, base] of sides) {
    built[libc] = await recorder.build(`${key}-${libc}-build`, {
      title: `${title}, for ${libc}`,
      dockerfile: `FROM toolchain:13 AS build\nWORKDIR /out\nCOPY *.c /src/\n${lines(compiler)}\nFROM ${base}\nCOPY --from=build /out /\n`,
      files: Object.fromEntries(texts),
      tag: `${key}-${libc}`,
    });
  }
  if (!built.musl || !built.glibc) throw new Error(`${key}: one of the two builds is missing`);
  return { musl: built.musl, glibc: built.glibc };
}
