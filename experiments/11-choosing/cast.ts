import { readFileSync } from "node:fs";
import type { Recorder, RunStep } from "../../workbench/record/types.ts";

/** Programs and probes are those of earlier chapters, so that the same file meets every base. */
const text = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const chapter03 = "../../labs/03-scratch/starter";

const dockerfile = `FROM toolchain:13 AS build
COPY clock.c who.c notes.c trust.c /src/
RUN mkdir -p /cast/trust \\
 && gcc -static -O2 -o /cast/clock /src/clock.c \\
 && musl-gcc -static -O2 -o /cast/who /src/who.c \\
 && musl-gcc -static -O2 -o /cast/notes /src/notes.c \\
 && gcc -O2 -o /cast/trust/trust /src/trust.c -l:libcrypto.so.3 \\
 && ldd /cast/trust/trust | grep -o '/[^ ]*' | xargs cp --dereference --target-directory /cast/trust
COPY --from=gcr.io/distroless/static-debian13 /etc/ssl/certs/ca-certificates.crt /authorities
RUN sed '/END CERTIFICATE/q' /authorities > /cast/site.pem

FROM scratch
COPY --from=programs/esbuild /esbuild /esbuild
COPY --from=programs/biome /biome /biome
COPY --from=programs/biome-musl /biome-musl /biome-musl
COPY --from=programs/sass /sass /sass
COPY --from=programs/sass-musl /sass-musl /sass-musl
COPY --from=gcr.io/distroless/nodejs24-debian13 /nodejs/bin/node /node
COPY --from=programs/rollup-glibc /rollup-glibc /rollup-glibc.node
COPY --from=programs/rollup-musl /rollup-musl /rollup-musl.node
COPY --from=build /cast /
`;

/** Builds an image that holds nothing but all programs and probes, for the builds that follow to copy from. */
export async function buildCast(recorder: Recorder): Promise<void> {
  await recorder.build("cast-build", {
    title: "all programs and probes, and nothing else",
    tag: "cast",
    dockerfile,
    files: {
      "clock.c": text(`${chapter03}/clock/clock.c`),
      "who.c": text(`${chapter03}/user/who.c`),
      "notes.c": text(`${chapter03}/notes/notes.c`),
      "trust.c": text("../03-scratch/trust.c"),
    },
  });
}

type Start = Omit<RunStep, "title">;

const start = (path: string, ...command: readonly string[]): Start => ({ entrypoint: [path], command });
const addon = (libc: string): Start =>
  start("/node", "-p", `Object.keys(require('/rollup-${libc}.node')).length + ' functions'`);

/** How each program is started, by its id. Node is distroless' own; the addons are loaded by it. */
export const programs: Readonly<Record<string, Start>> = {
  esbuild: start("/esbuild", "--version"),
  biome: start("/biome", "--version"),
  "biome-musl": start("/biome-musl", "--version"),
  sass: start("/sass/dart", "/sass/sass.snapshot", "--version"),
  "sass-musl": start("/sass-musl/dart", "/sass-musl/sass.snapshot", "--version"),
  node: start("/node", "--version"),
  "rollup-glibc": addon("glibc"),
  "rollup-musl": addon("musl"),
};

interface Need {
  /** In the learner's words: the column of the table. */
  readonly column: string;
  readonly start: Start;
  /** What is printed by a probe that got what it needs. */
  readonly says: string;
}

/** 15 July 2025, noon in UTC: summer time in Berlin. */
const noon = "1752580800";

/** What a base supplies beside a libc, each asked for by a program that needs nothing else of it. */
export const needs: Readonly<Record<string, Need>> = {
  shell: { column: "a shell", start: start("sh", "-c", "echo hello"), says: "hello" },
  user: { column: "the user nobody", start: { ...start("/who"), user: "nobody" }, says: "nobody" },
  zones: {
    column: "time zones",
    start: { ...start("/clock", noon), env: { TZ: "Europe/Berlin" } },
    says: "CEST",
  },
  tmp: {
    column: "/tmp for anybody",
    start: { ...start("/notes", "milk"), user: "65532:65532" },
    says: "kept: milk",
  },
  trust: {
    column: "trust in the web",
    start: {
      ...start("/trust/ld-linux-x86-64.so.2", "--library-path", "/trust", "/trust/trust"),
      env: { SSL_CERT_FILE: "/etc/ssl/certs/ca-certificates.crt" },
    },
    says: "trusted",
  },
};
