import type { Recorder } from "../../workbench/record/types.ts";

/** What an image of a release whose time is over meets at the mirror. */
export async function releases(recorder: Recorder): Promise<void> {
  await recorder.failBuild("ended-build", {
    title: "the lists of Debian 10, asked of today's mirror",
    tag: "ended",
    dockerfile: `FROM debian:13-slim
RUN sed -i s/trixie/buster/ $(grep -rl trixie /etc/apt)
RUN apt-get update -qq
`,
  });
}
