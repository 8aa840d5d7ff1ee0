import type { Recorder, Subject } from "../../workbench/record/types.ts";
import { distroless, text } from "./references.ts";

const build = `FROM toolchain:13 AS build
COPY counter.c .
RUN gcc -O2 -o /counter counter.c -latomic
`;
const parts = `RUN mkdir /parts \\
 && ldd /counter | grep -o '/[^ ]*' | xargs cp --parents --dereference --target-directory /parts
`;
const files = { "counter.c": text("counter.c") };
const start = 'COPY --from=build /counter /counter\nENTRYPOINT ["/counter"]\n';

/** A program that wants one library more than cc has: what it says, a copy that fails, and copies that work. */
export async function missing(recorder: Recorder): Promise<void> {
  const bare = await counter(recorder, "counter-build", "a program that needs libatomic", "");
  await recorder.run("counter", bare, { title: "on cc, as it is" });

  await recorder.failBuild("counter-tree", {
    title: "what ldd names, copied onto the root",
    files,
    dockerfile: `${build}${parts}\nFROM ${distroless.cc}\nCOPY --from=build /parts /\n${start}`,
  });

  const folder = `/usr${recorder.loaders.folder}`;
  const one = await counter(
    recorder,
    "counter-one-build",
    "the one library, copied to where the loader looks",
    `COPY --from=build ${folder}/libatomic.so.1 \\\n  ${folder}/\n`,
  );
  await recorder.run("counter-one", one, { title: "on cc, with libatomic" });
}

function counter(recorder: Recorder, key: string, title: string, lines: string): Promise<Subject> {
  return recorder.build(key, {
    title,
    files,
    tag: key.replace(/-build$/, ""),
    dockerfile: `${build}\nFROM ${distroless.cc}\n${lines}${start}`,
  });
}
