import { readFileSync } from "node:fs";
import type { Recorder } from "../../workbench/record/types.ts";

const text = (name: string): string => readFileSync(new URL(name, import.meta.url), "utf8");

/** Symbol versions: what programs ask of glibc, what this glibc provides, and what is said where it does not. */
export async function versions(recorder: Recorder): Promise<void> {
  for (const id of ["biome", "sass"]) await recorder.programElf(`${id}-elf`, id, `what ${id} asks for`);
  await asked(recorder);
  await future(recorder);
  await halfStatic(recorder);
}

async function asked(recorder: Recorder): Promise<void> {
  const names = ["hello.c", "number.c", "number-gnu.c"];
  const built = await recorder.build("asks-build", {
    title: "three small programs, built on Debian 13",
    tag: "asks",
    dockerfile: `FROM toolchain:13
COPY *.c .
RUN for name in hello number number-gnu; do gcc -O2 -o /$name $name.c; done
`,
    files: Object.fromEntries(names.map((name) => [name, text(name)])),
  });
  for (const name of ["hello", "number", "number-gnu"]) {
    await recorder.run(`asks-${name}`, built, {
      title: `the symbols that ${name} wants from glibc`,
      command: ["sh", "-c", `objdump -T /${name} | grep -o 'GLIBC_.*'`],
    });
  }
  await recorder.run("provides", built, {
    title: "the newest versions that this glibc provides",
    command: ["sh", "-c", "objdump -p /lib/*/libc.so.6 | grep -o 'GLIBC_2[0-9.]*$' | sort -uV | tail -3"],
  });
}

/** There is no older Debian here. So we link against a glibc that nobody has: its stub names a version of years to come. */
async function future(recorder: Recorder): Promise<void> {
  const built = await recorder.build("future-build", {
    title: "a program that was linked against a glibc of the future",
    tag: "future",
    dockerfile: `FROM toolchain:13 AS build
COPY future.c stub.c stub.map .
RUN gcc -shared -fPIC -nostdlib -Wl,-soname,libc.so.6 -Wl,--version-script=stub.map -o libc-of-the-future.so stub.c \\
 && gcc -nodefaultlibs -o /future future.c ./libc-of-the-future.so

FROM debian:13-slim
COPY --from=build /future /future
ENTRYPOINT ["/future"]
`,
    files: {
      "future.c": text("future.c"),
      "stub.c": text("stub.c"),
      "stub.map": text("stub.map"),
    },
  });
  await recorder.run("future", built, { title: "on debian:13-slim" });
}

async function halfStatic(recorder: Recorder): Promise<void> {
  const bench = await recorder.build("half-static-source-build", {
    title: "a program that looks things up",
    tag: "half-static-source",
    dockerfile: "FROM toolchain:13\nCOPY ask.c .\n",
    files: { "ask.c": text("ask.c") },
  });
  await recorder.run("half-static-link", bench, {
    title: "linked statically, with glibc",
    // Compiled and linked apart: in one go the compiler's file in between has a new name each time.
    command: ["sh", "-c", "gcc -c ask.c && gcc -static -o /ask ask.o"],
  });
  const built = await recorder.build("half-static-build", {
    title: "the program, alone on scratch",
    tag: "half-static",
    dockerfile: `FROM toolchain:13 AS build
COPY ask.c .
RUN gcc -static -O2 -o /ask ask.c

FROM scratch
COPY --from=build /ask /ask
ENTRYPOINT ["/ask"]
`,
    files: { "ask.c": text("ask.c") },
  });
  await recorder.run("half-static", built, { title: "static glibc, on scratch" });
}
