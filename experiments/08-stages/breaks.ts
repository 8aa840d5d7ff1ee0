import { posix } from "node:path";
import type { Recorder, Subject } from "../../workbench/record/types.ts";
import { shop, shopFiles, source } from "./sources.ts";

const hello = { "hello.c": source("hello.c") };
const build = "FROM toolchain:13 AS build\nCOPY hello.c .\n";

/** The three ways in which a program breaks that was built on one base and runs on another. */
export async function breaks(recorder: Recorder): Promise<void> {
  const { glibc, musl } = recorder.loaders;
  const one = await started(recorder, "loader", {
    title: "built for glibc, copied to Alpine",
    files: hello,
    dockerfile: `${build}RUN gcc -o /hello hello.c\n\nFROM alpine:3.24\nCOPY --from=build /hello /hello\nCMD ["/hello"]\n`,
  });
  await recorder.run("loader-shell", one, {
    title: "the same file, seen and started by the shell",
    command: ["sh", "-c", "ls -l /hello | cut -c 1-10; /hello"],
  });
  const bereft = await started(recorder, "library", {
    title: "the same libc, and a library left behind",
    files: shopFiles,
    dockerfile: `${shop}\nFROM debian:13-slim\nCOPY --from=build /usr/local/bin/shop /usr/local/bin/shop\nCMD ["shop"]\n`,
  });
  await recorder.start("library-walk", bereft, { title: "the shop, step by step", run: "library" });
  await started(recorder, "symbol", {
    title: "musl's loader under the name that was missing",
    files: hello,
    dockerfile: `${build}RUN gcc -o /hello hello.c\n\nFROM alpine:3.24\nRUN mkdir -p ${posix.dirname(glibc)} \\\n && ln -s ${musl} ${glibc}\nCOPY --from=build /hello /hello\nCMD ["/hello"]\n`,
  });
  await started(recorder, "addon", {
    title: "node_modules from a stage with the other libc",
    files: { "main.cjs": 'console.log(Object.keys(require("painter")).length, "functions");\n' },
    dockerfile: `FROM scratch AS musl-stage
COPY --from=programs/rollup-musl /rollup-musl /app/node_modules/painter/index.node

FROM node:24-slim
WORKDIR /app
COPY main.cjs .
COPY --from=musl-stage /app/node_modules node_modules
CMD ["main.cjs"]
`,
  });
}

async function started(
  recorder: Recorder,
  key: string,
  step: { title: string; files: Readonly<Record<string, string>>; dockerfile: string },
): Promise<Subject> {
  const built = await recorder.build(`${key}-build`, { ...step, tag: key });
  await recorder.run(key, built, { title: step.title });
  return built;
}
