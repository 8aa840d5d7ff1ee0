import type { Bench } from "../../workbench/lab/kit/index.ts";

/** One start: its image, the options as a person types them, and text that shows that the program got what it wanted. */
export interface Start {
  readonly scene: "service" | "letter";
  readonly options: string;
  readonly request: NonNullable<Parameters<Bench["run"]>[1]>;
  readonly works: string;
}

/** The two images that are started. */
export const dockerfiles = {
  service: `FROM debian:13-slim
RUN passwd -d root
RUN cp /usr/bin/cat /usr/local/bin/peek && chmod u+s /usr/local/bin/peek
USER daemon
`,
  letter: `FROM busybox:1.38-musl
RUN mkdir -p /srv && echo 'dear daemon' > /srv/letter && chown daemon /srv/letter && chmod 600 /srv/letter
RUN mkdir /www && echo heard > /www/page
`,
} as const;

const sh = (script: string): readonly string[] => ["sh", "-c", script];
const bare = { options: "--cap-drop ALL", request: { capDrop: ["ALL"] } } as const;

/** For the starts that are about programs with the setuid bit: a grader's sandbox would take it from them. */
const lending = { noNewPrivileges: false } as const;

/** The seven starts of answers.json. */
export const starts: Readonly<Record<string, Start>> = {
  "su-read-only": {
    scene: "service",
    options: "--read-only",
    request: { ...lending, readOnly: true, command: ["su", "-c", "id"] },
    works: "uid=0",
  },
  "su-no-new-privileges": {
    scene: "service",
    options: "--security-opt no-new-privileges",
    request: { noNewPrivileges: true, command: ["su", "-c", "id"] },
    works: "uid=0",
  },
  "helper-cap-drop": {
    scene: "service",
    options: bare.options,
    request: { ...lending, ...bare.request, command: sh("peek /etc/shadow | head -n 1") },
    works: "root:",
  },
  "chown-cap-drop": {
    scene: "letter",
    options: bare.options,
    request: { ...bare.request, command: sh("touch /mine && chown daemon /mine && echo given") },
    works: "given",
  },
  "letter-cap-drop": {
    scene: "letter",
    options: bare.options,
    request: { ...bare.request, command: ["cat", "/srv/letter"] },
    works: "dear",
  },
  "port-80-cap-drop": {
    scene: "letter",
    options: `--user daemon ${bare.options}`,
    request: {
      ...bare.request,
      user: "daemon",
      command: sh("httpd -p 80 -h /www && wget -q -O - http://127.0.0.1/page"),
    },
    works: "heard",
  },
  "script-read-only": {
    scene: "letter",
    options: "--read-only --user daemon",
    request: {
      readOnly: true,
      user: "daemon",
      command: sh("echo 'echo I ran' > /dev/shm/x && sh /dev/shm/x"),
    },
    works: "I ran",
  },
};

/** A start as a person would type it: the last word of a shell's script in quotes. */
export function typedStart({ scene, options, request }: Start): string {
  const words = (request.command ?? []).map((word) =>
    /^[\w/.-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`,
  );
  return ["docker run --rm", options, scene, ...words].join(" ");
}
