import { posix } from "node:path";
import type { Recorder } from "../../workbench/record/types.ts";
import { source, twins } from "./twins.ts";
import type { Twins } from "./twins.ts";

/** What differs when nothing is missing: stacks, memory, text, addons. */
export async function libc(recorder: Recorder): Promise<void> {
  const compile = (compiler: string) =>
    ["stack", "churn", "text"]
      .map((name) => `RUN ${compiler} -O2 -o ${name} /src/${name}.c -pthread\n`)
      .join("");
  const both = await twins(recorder, "probes", "three small C programs", compile, ["stack", "churn", "text"]);
  await stacks(recorder, both);
  await toy(recorder);
  await memory(recorder, both);
  for (const topic of ["locale", "iconv", "regex", "time"]) {
    for (const side of ["musl", "glibc"] as const) {
      await recorder.run(`${topic}-${side}`, both[side], {
        title: `${topic}, asked of ${side}`,
        command: ["/text", topic],
      });
    }
  }
  await addons(recorder);
}

async function stacks(recorder: Recorder, both: Twins): Promise<void> {
  for (const side of ["musl", "glibc"] as const) {
    await recorder.run(`stack-${side}`, both[side], {
      title: `a thread that needs 200 KiB, on ${side}`,
      command: ["/stack", "200"],
    });
    await recorder.run(`stack-ulimit-${side}`, both[side], {
      title: `the same after ulimit -s 16384, on ${side}`,
      command: ["sh", "-c", "ulimit -s 16384; exec /stack 200"],
    });
  }
  const linked = await recorder.build("stack-linked-build", {
    title: "the same source, with a stack size written in by the linker",
    dockerfile:
      "FROM toolchain:13 AS build\nCOPY stack.c /src/\nRUN musl-gcc -O2 -Wl,-z,stack-size=1048576 \\\n  -o /stack /src/stack.c -pthread\n\nFROM alpine:3.24\nCOPY --from=build /stack /stack\n",
    files: { "stack.c": await source("stack") },
    tag: "stack-linked",
  });
  await recorder.run("stack-linked", linked, {
    title: "a thread that needs 200 KiB, built for it",
    command: ["/stack", "200"],
  });
}

/** A small program finds all it needs in musl, even when it was built for glibc. It gets musl's stacks with it. */
async function toy(recorder: Recorder): Promise<void> {
  const { glibc, musl } = recorder.loaders;
  const built = await recorder.build("toy-disguise-build", {
    title: "a small glibc program, and musl's loader under glibc's name",
    dockerfile: `FROM toolchain:13 AS build\nCOPY stack.c /src/\nRUN gcc -O2 -o /stack /src/stack.c\n\nFROM alpine:3.24\nRUN mkdir -p ${posix.dirname(glibc)} \\\n && ln -s ${musl} ${glibc}\nCOPY --from=build /stack /stack\n`,
    files: { "stack.c": await source("stack") },
    tag: "toy-disguise",
  });
  await recorder.run("toy-disguise", built, {
    title: "a small glibc program in the same disguise",
    command: ["/stack", "20"],
  });
}

async function memory(recorder: Recorder, both: Twins): Promise<void> {
  await recorder.run("threads-musl", both.musl, {
    title: "four threads and one allocator, on musl",
    command: ["/churn", "4", "check"],
    // Four threads that wait for one lock: on two shared cores this was seen to need more than half a minute.
    deadlineMs: 240_000,
  });
  for (const threads of [1, 2]) {
    const took = { musl: 0, glibc: 0 };
    for (const side of ["musl", "glibc"] as const) {
      const ran = await recorder.run(`malloc-${threads}-${side}`, both[side], {
        title: `milliseconds for malloc and free, ${threads} ${threads === 1 ? "thread" : "threads"}, on ${side}`,
        command: ["/churn", String(threads), "time"],
        steady: false,
      });
      took[side] = Math.max(1, Number(ran.stdout));
    }
    recorder.figure(`malloc-ratio-${threads}`, {
      title: `musl's time over glibc's for the same malloc and free, ${threads} ${threads === 1 ? "thread" : "threads"}`,
      value: Math.round(took.musl / took.glibc),
      unit: "ratio",
      stable: false,
      from: [`malloc-${threads}-musl`, `malloc-${threads}-glibc`],
    });
  }
}

async function addons(recorder: Recorder): Promise<void> {
  const compile = (compiler: string) =>
    [
      `RUN ${compiler} -O2 -o host /src/host.c`,
      "RUN musl-gcc -shared -fPIC -o musl.so /src/addon.c",
      "RUN gcc -shared -fPIC -o glibc.so /src/addon.c\n",
    ].join("\n");
  const both = await twins(recorder, "addons", "a program that loads addons", compile, ["host", "addon"]);
  const cells: { row: string; column: string; works: boolean; run: string }[] = [];
  for (const side of ["musl", "glibc"] as const) {
    for (const addon of ["musl", "glibc"] as const) {
      const run = `${addon}-addon-in-${side}`;
      const { exitCode } = await recorder.run(run, both[side], {
        title: `an addon for ${addon} in a program for ${side}`,
        command: ["/host", `/${addon}.so`],
      });
      cells.push({ row: `addon for ${addon}`, column: `program for ${side}`, works: exitCode === 0, run });
    }
  }
  recorder.matrix("addons", "Two addons in two programs", cells);
}
