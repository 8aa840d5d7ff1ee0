import type { Recorder, Subject } from "../../workbench/record/types.ts";

const base = `FROM alpine:3.24
ENV GREETING=hello
WORKDIR /srv/app
USER 65532:65532
EXPOSE 8080
VOLUME /data
STOPSIGNAL SIGINT
HEALTHCHECK CMD ["true"]
ENTRYPOINT ["echo", "heard:"]
CMD ["the", "words", "of", "the", "base"]
`;

/** What a child says itself → what its container prints. */
const children = {
  nothing: "",
  cmd: 'CMD ["my", "own", "words"]\n',
  entrypoint: 'ENTRYPOINT ["echo", "child heard:"]\n',
  both: 'ENTRYPOINT ["echo", "child heard:"]\nCMD ["my", "own", "words"]\n',
} as const;

/** A base with every setting that a child inherits, and four children. */
export async function inheritance(recorder: Recorder): Promise<void> {
  const team = await recorder.build("team-build", {
    title: "a base of our own",
    tag: "team/base:1",
    dockerfile: base,
  });
  await recorder.config("team-config", team, "the base's config");
  const built: Record<string, Subject> = {};
  for (const [name, lines] of Object.entries(children)) {
    const child = await recorder.build(`child-${name}-build`, {
      title: `a child that sets ${name}`,
      tag: "child",
      dockerfile: `FROM team/base:1\n${lines}`,
    });
    built[name] = child;
    await recorder.run(`child-${name}`, child, { title: `the child that sets ${name}, started` });
    await recorder.config(`child-${name}-config`, child, `the child that sets ${name}`);
  }
  const bare = built["nothing"] ?? team;
  await recorder.image("child-nothing-image", bare, "a child with one line");
  await recorder.run("child-who", bare, {
    title: "the child with one line, looked at from inside",
    entrypoint: ["/bin/sh", "-c"],
    command: ['echo "user $(id -u), group $(id -g), in $(pwd), GREETING=$GREETING"'],
  });
}
