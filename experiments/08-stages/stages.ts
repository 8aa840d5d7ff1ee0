import type { Recorder } from "../../workbench/record/types.ts";
import { source } from "./sources.ts";

const files = { "hello.c": source("hello.c") };
const compile = "COPY hello.c .\nRUN gcc -O2 -o /usr/local/bin/hello hello.c\n";

/** One stage against two, what comes along from the first, and a stage that nobody asks for. */
export async function stages(recorder: Recorder): Promise<void> {
  const one = await recorder.build("one-build", {
    title: "one stage",
    tag: "hello",
    files,
    dockerfile: `FROM toolchain:13\nENV LANG=C.UTF-8 MODE=production\nWORKDIR /src\n${compile}USER 1000\nCMD ["hello"]\n`,
  });
  await recorder.run("one", one, { title: "one stage, started" });
  await recorder.image("one-image", one, "hello, with all that built it");
  await recorder.config("one-config", one, "what the stage that builds says");

  const two = await recorder.build("two-build", {
    title: "two stages",
    tag: "hello",
    files,
    dockerfile: `FROM toolchain:13 AS build\nENV LANG=C.UTF-8 MODE=production\nWORKDIR /src\n${compile}USER 1000\n\nFROM debian:13-slim\nCOPY --from=build /usr/local/bin/hello /usr/local/bin/hello\nCMD ["hello"]\n`,
  });
  await recorder.run("two", two, { title: "two stages, started" });
  await recorder.image("two-image", two, "hello, copied to debian:13-slim");
  await recorder.config("two-config", two, "what the stage that ships says");
  await recorder.run("two-whoami", two, {
    title: "who runs it, and in which mode",
    command: ["sh", "-c", "id -un; echo mode: $MODE"],
  });
  await untested(recorder);
}

async function untested(recorder: Recorder): Promise<void> {
  const stages = (last: string): string =>
    `FROM toolchain:13 AS build\n${compile}\nFROM build AS test\nRUN hello | grep -q goodbye\nRUN touch /passed\n\nFROM debian:13-slim\nCOPY --from=build /usr/local/bin/hello /usr/local/bin/hello\n${last}CMD ["hello"]\n`;
  await recorder.build("untested-build", {
    title: "a test that fails, in a stage of its own",
    tag: "hello",
    files,
    dockerfile: stages(""),
  });
  await recorder.failBuild("classic-build", {
    title: "the same, built by the classic builder",
    tag: "hello",
    files,
    dockerfile: stages(""),
    builder: "classic",
  });
  await recorder.failBuild("tested-build", {
    title: "the same, and the last stage asks for its result",
    tag: "hello",
    files,
    dockerfile: stages("COPY --from=test /passed /passed\n"),
  });
}
