import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";

// #region smallest
/** The three images, smallest first, and what a Dockerfile calls them. */
export const sizes = {
  static: "gcr.io/distroless/static-debian13",
  base: "gcr.io/distroless/base-debian13",
  cc: "gcr.io/distroless/cc-debian13",
} as const;
export type Size = keyof typeof sizes;

/** The eight programs of answers.json: the command that compiles each, and its source. */
export const programs = {
  "hello-static": ["gcc -static hello-static.c", "int main(void) { return 0; }"],
  "hello-glibc": ["gcc hello-glibc.c", "int main(void) { return 0; }"],
  "hello-musl": ["musl-gcc hello-musl.c", "int main(void) { return 0; }"],
  digest: [
    "gcc digest.c -l:libcrypto.so.3",
    "const char *OpenSSL_version(int);\nint main(void) { return !OpenSSL_version(0); }",
  ],
  parallel: [
    "gcc -fopenmp parallel.c",
    "int main(void) {\n  int sum = 0;\n#pragma omp parallel for reduction(+ : sum)\n  for (int i = 0; i < 9; i++) sum += i;\n  return sum != 36;\n}",
  ],
  counter: [
    "gcc counter.c -latomic",
    "struct pair { long first, second; };\n_Atomic struct pair both;\nint main(void) { struct pair got = both; return got.first != 0; }",
  ],
  clock: [
    "gcc -static clock.c",
    '#include <stdlib.h>\n#include <time.h>\nint main(void) {\n  time_t noon = 1752580800;\n  setenv("TZ", "Europe/Berlin", 1);\n  return localtime(&noon)->tm_hour != 14;\n}',
  ],
  "shell-out": ["gcc shell-out.c", '#include <stdlib.h>\nint main(void) { return system("true") != 0; }'],
} as const satisfies Readonly<Record<string, readonly [compiler: string, source: string]>>;
export type ProgramName = keyof typeof programs;

/** All eight programs on one of the three images. */
export function allOn(bench: Bench, size: Size): Promise<BuiltImage> {
  const names = Object.entries(programs);
  const compile = names.map(([name, [compiler]]) => `${compiler} -O2 -o /all/${name}`);
  const lines = [
    "FROM toolchain:13 AS build",
    "COPY *.c ./",
    `RUN mkdir /all && ${compile.join(" \\\n && ")}`,
    `\nFROM ${sizes[size]}`,
    "COPY --from=build /all /",
  ];
  const files = Object.fromEntries(names.map(([name, [, source]]) => [`${name}.c`, `${source}\n`]));
  return bench.scene(`${lines.join("\n")}\n`, files);
}
// #endregion

// #region packages
/** What distroless base is made of. Source: its own package list, see chapter 06. */
const basePackages =
  "base-files netbase tzdata tzdata-legacy media-types libc6 libssl3t64 libzstd1 zlib1g".split(" ");

/** One package as Debian ships it. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** Absolute paths of its files, folders and links. */
  readonly paths: readonly string[];
}

/**
 * The packages of debs:13, and in one of them a file that no image has yet: what is unpacked from them is told from what
 * is copied. Named `debs:newer`. Returns the file's path.
 */
export async function newerPackages(bench: Bench): Promise<string> {
  const path = `/usr/share/doc/media-types/news-${bench.token}`;
  const repack = [
    "deb=$(echo /debs/media-types_*.deb)",
    "dpkg-deb --raw-extract $deb /one",
    `touch /one${path}`,
    "dpkg-deb --build /one $deb",
  ];
  const lines = [
    "FROM debian:13-slim AS repack",
    "COPY --from=debs:13 /debs /debs",
    `RUN ${repack.join(" && ")}`,
    "FROM scratch",
    "COPY --from=repack /debs /debs",
  ];
  await bench.name("debs:newer", await bench.scene(`${lines.join("\n")}\n`));
  return path;
}

/** The packages of distroless base and `more`, read with dpkg's own tools. `from`: the image that holds them. */
export async function readPackages(
  bench: Bench,
  more: readonly string[] = [],
  from = "debs:13",
): Promise<readonly Package[]> {
  const image = await bench.scene(`FROM debian:13-slim\nCOPY --from=${from} /debs /debs\n`);
  const each = `echo "= $name $(dpkg-deb --field $deb Version)" && dpkg-deb --fsys-tarfile $deb | tar --list`;
  const script = `for name in ${[...basePackages, ...more].join(" ")}; do deb=$(echo /debs/\${name}_*.deb); ${each}; done`;
  const { stdout } = await bench.run(image, { command: ["sh", "-c", script] });
  return stdout.split(/^= /m).slice(1).map(readPackage);
}

function readPackage(text: string): Package {
  const [head = "", ...listed] = text.trimEnd().split("\n");
  const [name = "", version = ""] = head.split(" ");
  const paths = listed.map((line) => line.replace(/^\./, "").replace(/\/$/, "")).filter(Boolean);
  return { name, version, paths };
}
// #endregion
