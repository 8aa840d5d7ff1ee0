import type { RunRequest } from "../../workbench/engine/types.ts";

type Start = Omit<RunRequest, "image"> & { readonly scene: "service" | "letter"; readonly works: string };

/** Text that a program prints when it got what it wanted; each start says which part of it is enough. */
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

// #region starts
/** The seven starts of answers.json. */
export const starts: Readonly<Record<string, Start>> = {
  "su-read-only": { scene: "service", readOnly: true, command: ["su", "-c", "id"], works: "uid=0" },
  "su-no-new-privileges": {
    scene: "service",
    noNewPrivileges: true,
    command: ["su", "-c", "id"],
    works: "uid=0",
  },
  "helper-cap-drop": {
    scene: "service",
    capDrop: ["ALL"],
    command: sh("peek /etc/shadow | head -n 1"),
    works: "root:",
  },
  "chown-cap-drop": {
    scene: "letter",
    capDrop: ["ALL"],
    command: sh("touch /mine && chown daemon /mine && echo given"),
    works: "given",
  },
  "letter-cap-drop": { scene: "letter", capDrop: ["ALL"], command: ["cat", "/srv/letter"], works: "dear" },
  "port-80-cap-drop": {
    scene: "letter",
    capDrop: ["ALL"],
    user: "daemon",
    command: sh("httpd -p 80 -h /www && wget -q -O - http://127.0.0.1/page"),
    works: "heard",
  },
  "script-read-only": {
    scene: "letter",
    readOnly: true,
    user: "daemon",
    command: sh("echo 'echo I ran' > /dev/shm/x && sh /dev/shm/x"),
    works: "I ran",
  },
};
// #endregion
