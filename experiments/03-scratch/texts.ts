import type { Recorder } from "../../workbench/record/types.ts";

const copyEsbuild = "COPY --from=programs/esbuild /esbuild /app\n";

/** A static program on nothing, and the texts that the engine has for a program it can't find. */
export async function texts(recorder: Recorder): Promise<void> {
  const onScratch = await recorder.build("static-build", {
    title: "one static program on nothing",
    tag: "esbuild",
    dockerfile: `FROM scratch\n${copyEsbuild}ENTRYPOINT ["/app"]\n`,
  });
  await recorder.run("static", onScratch, { title: "a static program on scratch", command: ["--version"] });
  await recorder.image("static-image", onScratch, "esbuild on scratch");

  const onDebian = await recorder.build("static-debian-build", {
    title: "the same program on Debian",
    tag: "esbuild-debian",
    dockerfile: `FROM debian:13-slim\n${copyEsbuild}ENTRYPOINT ["/app"]\n`,
  });
  await recorder.image("static-debian-image", onDebian, "esbuild on debian:13-slim");

  const shellForm = await recorder.build("shell-form-build", {
    title: "the shell form on nothing",
    tag: "shell-form",
    dockerfile: `FROM scratch\n${copyEsbuild}CMD /app --version\n`,
  });
  await recorder.run("shell-form", shellForm, { title: "CMD written as one line of text" });

  const quotes = await recorder.build("single-quotes-build", {
    title: "a list in the wrong quotes",
    tag: "single-quotes",
    dockerfile: `FROM scratch\n${copyEsbuild}CMD ['/app', '--version']\n`,
  });
  await recorder.run("single-quotes", quotes, { title: "CMD with single quotes" });

  await recorder.failBuild("run-on-scratch", {
    title: "RUN on scratch",
    dockerfile: `FROM scratch\n${copyEsbuild}RUN chmod +x /app\nENTRYPOINT ["/app"]\n`,
  });
  await recorder.build("run-exec-form", {
    title: "RUN on scratch, written as a list",
    dockerfile: `FROM scratch\n${copyEsbuild}RUN ["/app", "--version"]\nENTRYPOINT ["/app"]\n`,
    noCache: true,
  });
  await recorder.run("one-letter-off", onScratch, {
    title: "a path with one letter missing",
    entrypoint: ["/ap"],
    command: ["--version"],
  });
  await recorder.run("bare-name", onScratch, {
    title: "a name without its slash",
    entrypoint: ["app"],
    command: ["--version"],
  });
}
