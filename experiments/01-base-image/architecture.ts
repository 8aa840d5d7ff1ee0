import type { Recorder } from "../../workbench/record/types.ts";

/** Two files that the kernel can't execute: one for another processor, one that says nothing of itself. */
export async function architecture(recorder: Recorder): Promise<void> {
  const foreign = await recorder.build("foreign-build", {
    title: "a program for the other kind of processor",
    tag: "bundler",
    files: { esbuild: await recorder.foreignProgram("esbuild") },
    dockerfile: 'FROM scratch\nCOPY esbuild /app\nENTRYPOINT ["/app"]\n',
  });
  await recorder.run("foreign", foreign, {
    title: "a program for the other kind of processor, started",
    command: ["--version"],
  });
  const native = await recorder.build("native-build", {
    title: "the same program for this kind of processor",
    tag: "bundler",
    dockerfile: 'FROM scratch\nCOPY --from=programs/esbuild /esbuild /app\nENTRYPOINT ["/app"]\n',
  });
  await recorder.run("native", native, {
    title: "the same program for this kind of processor, started",
    command: ["--version"],
  });
  const script = await recorder.build("script-build", {
    title: "a script without a first line",
    tag: "script",
    files: { "hello.sh": "echo hello\n" },
    dockerfile: 'FROM alpine:3.24\nCOPY hello.sh /hello.sh\nRUN chmod +x /hello.sh\nCMD ["/hello.sh"]\n',
  });
  await recorder.run("script", script, { title: "the script, started" });
}
