import type { Recorder } from "../../workbench/record/types.ts";

const greeting = { "greeting.txt": "Hello from a file.\n" };

/** A base, two images built on it, and one that has the same files and is not built on it. Then: whose kernel runs? */
export async function layers(recorder: Recorder): Promise<void> {
  const debian = recorder.base("debian-slim");
  await recorder.image("debian-image", debian, "debian:13-slim itself");

  const greeter = await recorder.build("greeter-build", {
    title: "the first image",
    tag: "greeter",
    files: greeting,
    dockerfile: 'FROM debian:13-slim\nCOPY greeting.txt /greeting.txt\nCMD ["cat", "/greeting.txt"]\n',
  });
  await recorder.run("greeter", greeter, { title: "the first image, started" });
  await recorder.run("greeter-root", greeter, {
    title: "what is in the first image, at the top",
    command: ["env", "TERM=xterm", "ls", "--color=always", "/"],
  });
  await recorder.image("greeter-image", greeter, "greeter");

  const counter = await recorder.build("counter-build", {
    title: "another image on the same base",
    tag: "counter",
    dockerfile: 'FROM debian:13-slim\nRUN seq 3 > /numbers\nCMD ["cat", "/numbers"]\n',
  });
  await recorder.image("counter-image", counter, "counter");

  const copied = await recorder.build("copied-build", {
    title: "the same files, copied",
    tag: "copied",
    dockerfile: "FROM scratch\nCOPY --from=debian:13-slim / /\n",
  });
  await recorder.image("copied-image", copied, "every file of Debian, copied");
  await kernel(recorder);
}

async function kernel(recorder: Recorder): Promise<void> {
  // The kernel's version is that of whoever records, so it is shown and never compared.
  const who = {
    entrypoint: ["/bin/sh", "-c"],
    command: ['. /etc/os-release; echo "files:  $PRETTY_NAME"; echo "kernel: $(uname -sr)"'],
    steady: false,
  };
  const [debian, alpine] = [recorder.base("debian-slim"), recorder.base("alpine")];
  await recorder.run("kernel-debian", debian, { title: "Debian, asked who it is", ...who });
  await recorder.run("kernel-alpine", alpine, { title: "Alpine, asked the same", ...who });
  await recorder.run("processes", debian, {
    title: "every process that this Debian can see",
    command: ["bash", "-c", "echo /proc/[0-9]*"],
  });
}
