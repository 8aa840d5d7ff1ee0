import type { Recorder } from "../../workbench/record/types.ts";
import { source } from "./sources.ts";

const files = { "hello.c": source("hello.c") };
const compilers = {
  gcc: "gcc",
  "gcc-static": "gcc -static",
  "musl-gcc": "musl-gcc",
  "musl-static": "musl-gcc -static",
} as const;
const runtimes = {
  "debian-slim": "debian:13-slim",
  "distroless-base": "gcr.io/distroless/base-debian13",
  alpine: "alpine:3.24",
  scratch: "scratch",
} as const;
/** One image for each fix. */
const weighed = [
  "gcc-debian-slim",
  "gcc-distroless-base",
  "musl-gcc-alpine",
  "gcc-static-scratch",
  "musl-static-scratch",
];

/** The same program, compiled in four ways and put on four bases. */
export async function fixes(recorder: Recorder): Promise<void> {
  const cells = [];
  for (const [compiler, command] of Object.entries(compilers)) {
    for (const [base, reference] of Object.entries(runtimes)) {
      const run = `${compiler}-${base}`;
      const title = `${command}, on ${reference}`;
      const built = await recorder.build(`${run}-build`, {
        title,
        tag: run,
        files,
        dockerfile: `FROM toolchain:13 AS build\nCOPY hello.c .\nRUN ${command} -o /hello hello.c\n\nFROM ${reference}\nCOPY --from=build /hello /hello\nCMD ["/hello"]\n`,
      });
      const { exitCode } = await recorder.run(run, built, { title });
      cells.push({ row: command, column: base, works: exitCode === 0, run });
      if (weighed.includes(run)) await recorder.image(`${run}-image`, built, title);
    }
  }
  recorder.matrix("fixes", "One program, compiled in four ways, on four bases", cells);
}
