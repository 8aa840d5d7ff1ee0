import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";

const bases = { scratch: "scratch", alpine: "alpine:3.24", "debian-slim": "debian:13-slim" } as const;
export type BaseId = keyof typeof bases;

/** A program of the cast on a base, and nothing else. `extra` are further lines of its Dockerfile. */
export function cell(program: string, base: BaseId, extra = ""): string {
  const isSass = program.startsWith("sass");
  const start = isSass ? ["/program/dart", "/program/sass.snapshot"] : ["/program"];
  return `FROM debian:13-slim AS glibc
FROM alpine:3.24 AS musl
FROM ${bases[base]}
COPY --from=programs/${program} /${program} /program
${extra}ENTRYPOINT ${JSON.stringify([...start, "--version"])}
`;
}

/** A line that copies the loader which a program asks for out of the stage that has it. */
export async function copyLoader(bench: Bench, program: string, to?: string): Promise<string> {
  const loader = (await bench.programElf(program)).interpreter ?? "";
  return `COPY --from=${program.endsWith("-musl") ? "musl" : "glibc"} ${loader} ${to ?? loader}\n`;
}

// #region predictions
/** The eight images of answers.json: name → Dockerfile. */
export async function predictionScenes(bench: Bench): Promise<Readonly<Record<string, string>>> {
  return {
    "esbuild on alpine": cell("esbuild", "alpine"),
    "biome on alpine": cell("biome", "alpine"),
    "biome on debian-slim": cell("biome", "debian-slim"),
    "biome on alpine, with the loader of glibc": cell("biome", "alpine", await copyLoader(bench, "biome")),
    "biome-musl on debian-slim": cell("biome-musl", "debian-slim"),
    "sass-musl on alpine": cell("sass-musl", "alpine"),
    "sass-musl on debian-slim": cell("sass-musl", "debian-slim"),
    "sass-musl on scratch, with the loader of musl": cell(
      "sass-musl",
      "scratch",
      await copyLoader(bench, "sass-musl"),
    ),
  };
}
// #endregion

// #region forecasts
/** One image to judge before it runs, and where its program lies. */
export interface ForecastScene {
  readonly title: string;
  readonly image: BuiltImage;
  readonly program: string;
}

/** Seven images; the names of library, folder and program are made up for this run. */
export async function forecastScenes(bench: Bench): Promise<readonly ForecastScene[]> {
  const ours = `/bin/${bench.token}`;
  const aside = `/opt/${bench.token}/`;
  const misplaced = await copyLoader(bench, "sass", aside);
  const plans: readonly (readonly [title: string, dockerfile: string, program: string])[] = [
    ["a static program on nothing", cell("esbuild", "scratch"), "/program"],
    ["a glibc program on debian-slim", cell("sass", "debian-slim"), "/program/dart"],
    [
      "a glibc program beside its loader, which lies in a folder of its own",
      cell("sass", "alpine", misplaced),
      "/program/dart",
    ],
    [
      "a glibc program and its loader, on alpine",
      cell("sass", "alpine", await copyLoader(bench, "sass")),
      "/program/dart",
    ],
    [
      "a musl program on musl's loader and nothing else",
      cell("sass-musl", "scratch", await copyLoader(bench, "sass-musl")),
      "/program/dart",
    ],
    ["a program with a library of its own, in /usr/lib", withLibrary(bench, ours, "/usr/lib/"), ours],
    [
      "a program with a library of its own, in a folder where nobody looks",
      withLibrary(bench, ours, aside),
      ours,
    ],
  ];
  const scenes: ForecastScene[] = [];
  for (const [title, dockerfile, program] of plans) {
    scenes.push({ title, image: await bench.scene(dockerfile), program });
  }
  return scenes;
}

function withLibrary(bench: Bench, program: string, folder: string): string {
  const [base, compiler] = bench.random(0, 1) ? ["debian:13-slim", "gcc"] : ["alpine:3.24", "musl-gcc"];
  const library = `lib${bench.token}.so`;
  return `FROM toolchain:13 AS build
RUN echo 'int six(void) { return 6; }' >library.c \\
 && echo 'int six(void); int main(void) { return six() - 6; }' >main.c \\
 && ${compiler} -shared -fPIC -o /${library} library.c \\
 && ${compiler} -o ${program} main.c -L/ -l${bench.token}
FROM ${base}
COPY --from=build ${program} ${program}
COPY --from=build /${library} ${folder}
ENTRYPOINT ["${program}"]
`;
}
// #endregion
