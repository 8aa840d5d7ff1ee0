import type { Recorder } from "../../workbench/record/types.ts";

/** What stands under a language's image, what it adds, and as whom it runs. */
export async function contents(recorder: Recorder): Promise<void> {
  const [debian, full] = [recorder.base("debian-slim"), recorder.base("node")];
  const [slim, distroless] = [recorder.base("node-slim"), recorder.base("distroless-nodejs")];
  await recorder.image("debian-image", debian, "debian:13-slim");
  await recorder.image("slim-image", slim, "node:24-slim");
  await recorder.image("full-image", full, "node:24");
  await recorder.image("distroless-image", distroless, "distroless nodejs24");
  await recorder.config("debian-config", debian, "the base of the base");
  await recorder.config("slim-config", slim, "what the language's image says");
  await recorder.config("distroless-config", distroless, "what distroless' image says");
  await recorder.run("added", slim, {
    title: "the folder that a language's image fills",
    command: ["ls", "/usr/local/bin"],
  });
  await recorder.run("script", slim, {
    title: "the program that starts your program",
    command: ["cat", "/usr/local/bin/docker-entrypoint.sh"],
  });
  await recorder.run("whoami", slim, {
    title: "who runs it, and who could",
    command: ["sh", "-c", "id -un; grep 1000 /etc/passwd"],
  });
}
