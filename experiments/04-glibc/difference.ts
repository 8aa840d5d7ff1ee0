import type { Recorder } from "../../workbench/record/types.ts";

/** The full image beside the slim one: sizes, package lists, and the files that packages miss. */
export async function difference(recorder: Recorder): Promise<void> {
  const [full, slim] = [recorder.base("debian"), recorder.base("debian-slim")];
  await recorder.image("full-image", full, "debian:13");
  await recorder.image("slim-image", slim, "debian:13-slim");

  const both = await recorder.build("lists-build", {
    title: "the package lists of both images, in one",
    tag: "lists",
    dockerfile: `FROM debian:13 AS full
RUN dpkg-query -W > /full.txt

FROM debian:13-slim
COPY --from=full /full.txt /
RUN dpkg-query -W > /slim.txt
`,
  });
  await recorder.run("lists", both, {
    title: "names and versions of all packages, compared",
    command: ["sh", "-c", "wc -l /full.txt /slim.txt && diff -s /full.txt /slim.txt"],
  });

  for (const [key, base] of [
    ["missing-full", full],
    ["missing-slim", slim],
  ] as const) {
    await recorder.run(key, base, {
      title: `files that packages own and that are not there, by folder, on ${key.slice(8)} Debian`,
      command: ["sh", "-c", "dpkg --verify | grep -o '/.*' | cut -d/ -f1-4 | sort | uniq -c | sort -rn"],
    });
  }
  await recorder.run("rules", slim, {
    title: "the rules that slim Debian gives its package manager",
    command: ["cat", "/etc/dpkg/dpkg.cfg.d/docker"],
  });
}
