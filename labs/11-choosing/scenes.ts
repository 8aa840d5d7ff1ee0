import { readFileSync } from "node:fs";
import type { Bench, BuiltImage, RunOutcome } from "../../workbench/lab/kit/index.ts";

type RunRequest = NonNullable<Parameters<Bench["run"]>[1]>;

/** Bases of the lab, by the ids that `groundwork bases` shows. */
export const bases = {
  scratch: "scratch",
  busybox: "busybox:1.38-musl",
  alpine: "alpine:3.24",
  "debian-slim": "debian:13-slim",
  "distroless-static": "gcr.io/distroless/static-debian13",
  "distroless-base": "gcr.io/distroless/base-debian13",
  "distroless-cc": "gcr.io/distroless/cc-debian13",
} as const;
export type BaseId = keyof typeof bases;

const start = (path: string, ...command: readonly string[]): RunRequest => ({ entrypoint: [path], command });

/** How each program is started, from the place that its image has it. */
const programs = {
  esbuild: start("/esbuild", "--version"),
  biome: start("/biome", "--version"),
  "biome-musl": start("/biome-musl", "--version"),
  sass: start("/sass/dart", "/sass/sass.snapshot", "--version"),
  "sass-musl": start("/sass-musl/dart", "/sass-musl/sass.snapshot", "--version"),
} as const;
export type ProgramId = keyof typeof programs;

/** What a base may supply, each asked for by a program that wants nothing else; and what it prints when it got it. */
export const needs = {
  shell: { request: start("sh", "-c", "echo hello"), says: "hello" },
  user: { request: { ...start("/who"), user: "nobody" }, says: "nobody" },
  zones: { request: { ...start("/clock", "1752580800"), env: { TZ: "Europe/Berlin" } }, says: "CEST" },
  tmp: { request: { ...start("/notes", "milk"), user: "65532:65532" }, says: "kept: milk" },
  trust: {
    request: {
      ...start("/trust/ld.so", "--library-path", "/trust", "/trust/trust"),
      env: { SSL_CERT_FILE: "/etc/ssl/certs/ca-certificates.crt" },
    },
    says: "trusted",
  },
} as const satisfies Readonly<Record<string, { request: RunRequest; says: string }>>;
export type NeedId = keyof typeof needs;

// #region predictions
/** Nine cells: each is built and started as it stands here. */
export const predictions = {
  "sass-musl-on-busybox": { on: "busybox:1.38-musl", program: "sass-musl" },
  "biome-musl-on-debian": { on: "debian:13-slim", program: "biome-musl" },
  "biome-on-distroless-base": { on: "gcr.io/distroless/base-debian13", program: "biome" },
  "sass-on-distroless-base": { on: "gcr.io/distroless/base-debian13", program: "sass" },
  "web-on-debian": { on: "debian:13-slim", needs: "trust" },
  "web-on-distroless-static": { on: "gcr.io/distroless/static-debian13", needs: "trust" },
  "berlin-on-alpine": { on: "alpine:3.24", needs: "zones" },
  "debians-ls-on-distroless-cc": { on: "gcr.io/distroless/cc-debian13", copy: "debian:13-slim /usr/bin/ls" },
  "busybox-on-scratch": { on: "scratch", copy: "busybox:1.38-musl /bin/busybox" },
} as const satisfies Readonly<Record<string, Prediction>>;
// #endregion

interface Prediction {
  readonly on: string;
  readonly program?: ProgramId;
  readonly needs?: NeedId;
  /** A program of another base: its reference and its path. */
  readonly copy?: string;
}

/** The image and the start behind a prediction, and what is printed where it works. */
export function sceneOf({ on, program, needs: need, copy }: Prediction) {
  if (program) return { dockerfile: programOn(program, on), request: programs[program], says: "" };
  if (need) return { dockerfile: probesOn(on), request: needs[need].request, says: needs[need].says };
  const [from = "", path = ""] = (copy ?? "").split(" ");
  const dockerfile = `FROM ${from} AS other\n\nFROM ${on}\nCOPY --from=other ${path} ${path}\n`;
  const words = path.endsWith("busybox") ? ["ls", "/"] : ["/"];
  return { dockerfile, request: start(path, ...words), says: "" };
}

const programOn = (program: ProgramId, reference: string): string =>
  `FROM ${reference}\nCOPY --from=programs/${program} / /\n`;
const probesOn = (reference: string): string => `FROM ${reference}\nCOPY --from=probes / /\n`;

/** Starts a program on a base. */
export async function startOn(bench: Bench, program: ProgramId, base: BaseId): Promise<RunOutcome> {
  return bench.run(await bench.scene(programOn(program, bases[base])), programs[program]);
}

/** Asks an image, or a base by its reference, for one of the needs; `probes` must have been made. */
export async function ask(bench: Bench, need: NeedId, reference: string): Promise<RunOutcome> {
  return bench.run(await bench.scene(probesOn(reference)), needs[need].request);
}

/** Whether a probe got what it asks for. A clock that does not know the city ends well, and prints another zone. */
export function supplied(need: NeedId, { exitCode, stdout }: RunOutcome): boolean {
  return exitCode === 0 && stdout.includes(needs[need].says);
}

const source = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), "utf8");

/** Makes `probes`: an image with the small programs that ask for one need each. They are those of chapter 03. */
export async function makeProbes(bench: Bench): Promise<BuiltImage> {
  const files = {
    "clock.c": source("labs/03-scratch/starter/clock/clock.c"),
    "who.c": source("labs/03-scratch/starter/user/who.c"),
    "notes.c": source("labs/03-scratch/starter/notes/notes.c"),
    "trust.c": source("experiments/03-scratch/trust.c"),
  };
  const probes = await bench.scene(
    `FROM toolchain:13 AS build
COPY clock.c who.c notes.c trust.c /src/
RUN mkdir -p /probes/trust \\
 && gcc -static -O2 -o /probes/clock /src/clock.c \\
 && musl-gcc -static -O2 -o /probes/who /src/who.c \\
 && musl-gcc -static -O2 -o /probes/notes /src/notes.c \\
 && gcc -O2 -o /probes/trust/trust /src/trust.c -l:libcrypto.so.3 \\
 && ldd /probes/trust/trust | grep -o '/[^ ]*' | xargs cp --dereference --target-directory /probes/trust \\
 && mv /probes/trust/ld-linux-* /probes/trust/ld.so
COPY --from=gcr.io/distroless/static-debian13 /etc/ssl/certs/ca-certificates.crt /authorities
RUN sed '/END CERTIFICATE/q' /authorities > /probes/site.pem

FROM scratch
COPY --from=build /probes /
`,
    files,
  );
  await bench.name("probes", probes);
  return probes;
}
