import { readFileSync } from "node:fs";
import type { Recorder, Subject } from "../../workbench/record/types.ts";

/** Text of a file beside this one, or of the lab's starter: the lab and the chapter run the same programs. */
const text = (path: string): string => readFileSync(new URL(path, import.meta.url), "utf8");
const starter = "../../labs/03-scratch/starter";

/** What a distribution supplies in silence: users, zones, a place to write, trust, an init. */
export async function supplies(recorder: Recorder): Promise<void> {
  await users(recorder);
  await clocks(recorder);
  await notes(recorder);
  await trust(recorder);
  await signals(recorder);
  await surroundings(recorder);
}

/** A stage that compiles NAME.c into a static program /NAME. */
function compiled(name: string, compiler = "musl-gcc"): string {
  return `FROM toolchain:13 AS build\nCOPY ${name}.c .\nRUN ${compiler} -static -O2 -o /${name} ${name}.c\n`;
}

/** One static program of ours on `base`, with further lines of Dockerfile between it and its ENTRYPOINT. */
function program(recorder: Recorder, key: string, step: Program): Promise<Subject> {
  const { name, source, base = "scratch", stages = "", lines = "", compiler, title, files = {} } = step;
  const dockerfile = `${compiled(name, compiler)}${stages}
FROM ${base}
COPY --from=build /${name} /${name}
${lines}ENTRYPOINT ["/${name}"]
`;
  const tag = key.replace(/-build$/, "");
  return recorder.build(key, { title, tag, dockerfile, files: { [`${name}.c`]: text(source), ...files } });
}

interface Program {
  readonly name: string;
  readonly source: string;
  readonly title: string;
  readonly base?: string;
  readonly stages?: string;
  readonly lines?: string;
  readonly compiler?: string;
  readonly files?: Readonly<Record<string, string>>;
}

async function users(recorder: Recorder): Promise<void> {
  const who = { name: "who", source: `${starter}/user/who.c` };
  const bare = await program(recorder, "who-build", { ...who, title: "a program that says who it is" });
  await recorder.run("who-name", bare, { title: "on scratch, a user by name", user: "app" });
  await recorder.run("who-number", bare, { title: "on scratch, a user by number", user: "65532" });
  await recorder.run("who-both", bare, {
    title: "on scratch, a user and a group by number",
    user: "65532:65532",
  });
  const debian = await program(recorder, "who-debian-build", {
    ...who,
    base: "debian:13-slim",
    title: "the same program on Debian",
  });
  await recorder.run("who-debian", debian, { title: "on Debian, a user by name", user: "nobody" });
}

/** 15 July 2025, noon in UTC: summer time in Berlin. */
const noon = "1752580800";

async function clocks(recorder: Recorder): Promise<void> {
  const clock = { name: "clock", source: `${starter}/clock/clock.c`, compiler: "gcc" };
  const berlin = { command: [noon], env: { TZ: "Europe/Berlin" } };
  const bare = await program(recorder, "clock-build", { ...clock, title: "a clock on nothing" });
  await recorder.run("clock", bare, { title: "on scratch, asked for Berlin", ...berlin });
  const supplied = await program(recorder, "clock-zones-build", {
    ...clock,
    title: "the clock with Debian's zone files",
    stages: "\nFROM debian:13-slim AS zones\n",
    lines: "COPY --from=zones /usr/share/zoneinfo /usr/share/zoneinfo\n",
  });
  await recorder.run("clock-zones", supplied, { title: "on scratch with the zone files", ...berlin });
}

async function notes(recorder: Recorder): Promise<void> {
  const note = { name: "notes", source: `${starter}/notes/notes.c` };
  const user = "65532:65532";
  const bare = await program(recorder, "notes-build", { ...note, title: "a program with a temporary file" });
  await recorder.run("notes", bare, { title: "no /tmp in the image", command: ["milk"] });
  const workdir = await program(recorder, "notes-workdir-build", {
    ...note,
    title: "WORKDIR makes the folder",
    lines: "WORKDIR /tmp\n",
  });
  await recorder.run("notes-workdir-root", workdir, { title: "WORKDIR /tmp, as root", command: ["milk"] });
  await recorder.run("notes-workdir", workdir, {
    title: "WORKDIR /tmp, as user 65532",
    command: ["milk"],
    user,
  });
  await recorder.run("notes-tmpfs", bare, {
    title: "a /tmp in memory, as user 65532",
    command: ["milk"],
    user,
    tmpfs: { "/tmp": "mode=1777" },
  });
}

async function trust(recorder: Recorder): Promise<void> {
  const files = { "trust.c": text("trust.c"), "site.pem": text("site.pem"), "ca.pem": text("ca.pem") };
  const build = (key: string, title: string, base: string, lines: string): Promise<Subject> =>
    recorder.build(key, {
      title,
      tag: key.replace(/-build$/, ""),
      files,
      dockerfile: trustDockerfile(base, lines),
    });
  const bare = await build("trust-build", "OpenSSL and no certificates", "scratch", "");
  await recorder.run("trust", bare, { title: "on scratch, no bundle of certificates" });
  const supplied = await build(
    "trust-bundle-build",
    "the same with a bundle of certificates",
    "scratch",
    `COPY ca.pem /etc/ssl/certs/ca-certificates.crt
ENV SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt
`,
  );
  await recorder.run("trust-bundle", supplied, {
    title: "on scratch, with a bundle that SSL_CERT_FILE names",
  });
  const debian = await build("trust-debian-build", "the same on slim Debian", "debian:13-slim", "");
  await recorder.run("trust-debian", debian, { title: "on debian:13-slim as it comes" });
}

function trustDockerfile(base: string, lines: string): string {
  return `FROM toolchain:13 AS build
COPY trust.c .
RUN gcc -O2 -o /trust trust.c -l:libcrypto.so.3 \\
 && mkdir /parts \\
 && ldd /trust | grep -o '/[^ ]*' | xargs cp --parents --dereference --target-directory /parts

FROM ${base}
${base === "scratch" ? "COPY --from=build /parts /\n" : ""}COPY --from=build /trust /trust
COPY site.pem /site.pem
${lines}ENTRYPOINT ["/trust"]
`;
}

async function signals(recorder: Recorder): Promise<void> {
  const polite = await program(recorder, "signal-build", {
    name: "polite",
    source: "polite.c",
    title: "a program that sends itself SIGTERM",
  });
  await recorder.run("signal", polite, { title: "as process 1" });
  await recorder.run("signal-init", polite, { title: "with a small init as process 1", init: true });
  await recorder.run("signal-handler", polite, {
    title: "as process 1, with a handler",
    command: ["handler"],
  });
}

async function surroundings(recorder: Recorder): Promise<void> {
  const look = await program(recorder, "look-build", {
    name: "look",
    source: "look.c",
    title: "a program that looks around",
  });
  await recorder.run("look", look, { title: "what it finds in its container" });
  await recorder.image("look-image", look, "the image it came from");
}
