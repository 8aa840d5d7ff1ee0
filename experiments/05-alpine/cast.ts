import { posix } from "node:path";
import type { Recorder, Subject } from "../../workbench/record/types.ts";

type Base = "scratch" | "alpine" | "debian-slim";

const references: Readonly<Record<Base, string>> = {
  scratch: "scratch",
  alpine: "alpine:3.24",
  "debian-slim": "debian:13-slim",
};

/** How each program is copied and started. */
const programs = {
  esbuild: { copy: "/esbuild /app", start: ["/app"] },
  biome: { copy: "/biome /app", start: ["/app"] },
  "biome-musl": { copy: "/biome-musl /app", start: ["/app"] },
  sass: { copy: "/sass /sass", start: ["/sass/dart", "/sass/sass.snapshot"] },
  "sass-musl": { copy: "/sass-musl /sass", start: ["/sass/dart", "/sass/sass.snapshot"] },
} as const;

/** The five programs on three bases, and what each file asks for. */
export async function cast(recorder: Recorder): Promise<void> {
  for (const program of Object.keys(programs) as (keyof typeof programs)[]) {
    await recorder.programElf(`${program}-elf`, program, `what ${program} says of itself`);
  }
  const cells: { row: string; column: string; works: boolean; run: string }[] = [];
  for (const [program, { copy, start }] of Object.entries(programs)) {
    for (const [base, reference] of Object.entries(references)) {
      const run = `${program}-on-${base}`;
      const built = await recorder.build(`${run}-build`, {
        title: `${program} on ${base}`,
        dockerfile: `FROM ${reference}\nCOPY --from=programs/${program} ${copy}\nCMD ${list([...start, "--version"])}\n`,
        tag: run,
      });
      const { exitCode } = await recorder.run(run, built, { title: `${program} on ${base}` });
      cells.push({ row: program, column: base, works: exitCode === 0, run });
    }
  }
  recorder.matrix("cast", "Five programs on three bases", cells);
}

/** A file that `ls` lists and the shell can't find, what `ldd` makes of it, and three ways to deceive the kernel. */
export async function strangers(recorder: Recorder): Promise<void> {
  const stranger = await recorder.build("stranger-build", {
    title: "a glibc program on Alpine, for a look around",
    dockerfile: "FROM alpine:3.24\nCOPY --from=programs/biome /biome /app\n",
    tag: "stranger",
  });
  await recorder.run("not-found", stranger, {
    title: "the file is there, and the shell can't find it",
    command: ["sh", "-c", "ls -l /app; /app --version"],
  });
  await recorder.run("no-such-path", stranger, {
    title: "a file that really is not there",
    command: ["/nope"],
  });
  await recorder.run("ldd-musl", stranger, {
    title: "what ldd on Alpine makes of it",
    command: ["sh", "-c", "ldd /app 2>&1 | sed 's/ (0x.*)//' | grep -v _Unwind_"],
  });
  await disguises(recorder);
}

async function disguises(recorder: Recorder): Promise<void> {
  const app = 'COPY --from=programs/biome /biome /app\nCMD ["/app", "--version"]\n';
  const { glibc: loader, musl, folder } = recorder.loaders;
  await buildAndRun(recorder, "loader-only", "glibc's loader copied in, and nothing else", [
    `FROM debian:13-slim AS glibc\n\nFROM alpine:3.24\nCOPY --from=glibc ${loader} ${loader}\n${app}`,
  ]);
  await buildAndRun(recorder, "disguise", "musl's loader under glibc's name", [
    `FROM alpine:3.24\nRUN mkdir -p ${posix.dirname(loader)} \\\n && ln -s ${musl} ${loader}\n${app}`,
  ]);
  const libraries = ["libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "libgcc_s.so.1"];
  const six = await buildAndRun(recorder, "six-files", "glibc's loader and five libraries copied in", [
    `FROM debian:13-slim AS glibc\n\nFROM alpine:3.24\nCOPY --from=glibc ${loader} ${loader}\n`,
    `COPY --from=glibc ${libraries.map((name) => `${folder}/${name}`).join(" \\\n  ")} \\\n  ${folder}/\n${app}`,
  ]);
  await recorder.image("six-files-image", six, "biome and six files of glibc, on Alpine");
}

async function buildAndRun(
  recorder: Recorder,
  key: string,
  title: string,
  parts: readonly string[],
): Promise<Subject> {
  const built = await recorder.build(`${key}-build`, { title, dockerfile: parts.join(""), tag: key });
  await recorder.run(key, built, { title });
  return built;
}

function list(words: readonly string[]): string {
  return `[${words.map((word) => JSON.stringify(word)).join(", ")}]`;
}
