import { createHash } from "node:crypto";
import { configOf, hexOf, legacyEntries, streamOf, tarOf } from "../image/archives.fixture.ts";
import type { Entry } from "../image/archives.fixture.ts";
import type { BaseCandidate } from "../image/base/types.ts";
import { makeElf } from "../image/elf.fixture.ts";
import type { ElfPlan } from "../image/elf.fixture.ts";
import { readImage } from "../image/read.ts";
import { judged, wanted } from "./judge.ts";
import type { Inspected } from "./judge.ts";
import type { InspectedTarget } from "./schema.ts";

const elf = (plan: Partial<ElfPlan>): Uint8Array =>
  makeElf({ bits: 64, littleEndian: true, type: 3, ...plan });
const folder = (name: string, mode = 0o755): Entry => ({ name: `${name}/`, type: "directory", mode });
const link = (name: string, linkname: string): Entry => ({ name, type: "symlink", linkname });
const program = (name: string, plan: Partial<ElfPlan>, mode = 0o755): Entry => ({
  name,
  mode,
  content: elf(plan),
});

const GLIBC = "/lib64/ld-linux-x86-64.so.2";
const MUSL = "/lib/ld-musl-x86_64.so.1";

/** What a distribution with glibc looks like, with the few files that a report goes by. */
const DEBIAN: readonly Entry[] = [
  folder("usr"),
  folder("usr/bin"),
  folder("usr/lib"),
  folder("usr/lib64"),
  link("bin", "usr/bin"),
  link("lib", "usr/lib"),
  link("lib64", "usr/lib64"),
  folder("tmp", 0o1777),
  program("usr/lib64/ld-linux-x86-64.so.2", {
    soname: "ld-linux-x86-64.so.2",
    provides: ["ld-linux-x86-64.so.2", "GLIBC_2.2.5"],
  }),
  program("usr/lib/libc.so.6", { soname: "libc.so.6", provides: ["libc.so.6", "GLIBC_2.2.5", "GLIBC_2.36"] }),
  program("usr/bin/bash", {
    interpreter: GLIBC,
    needed: ["libc.so.6"],
    versions: ["libc.so.6", ["GLIBC_2.36"]],
  }),
  link("usr/bin/sh", "bash"),
  program("usr/bin/passwd", { interpreter: GLIBC, needed: ["libc.so.6"] }, 0o4755),
  program("usr/bin/dpkg", { interpreter: GLIBC, needed: ["libc.so.6"] }),
  {
    name: "etc/os-release",
    content: 'ID=debian\nVERSION_ID="13"\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n',
  },
  { name: "etc/passwd", content: "root:x:0:0:root:/root:/bin/bash\napp:x:1000:1000::/home/app:/bin/sh\n" },
  {
    name: "var/lib/dpkg/status",
    content: ["bash 5.2.37-2", "libc6 2.36-9", "tzdata 2026a-1"]
      .map((each) => each.split(" "))
      .map(
        ([name, version]) =>
          `Package: ${name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: ${version}\n`,
      )
      .join("\n"),
  },
];

const ALPINE: readonly Entry[] = [
  folder("bin"),
  folder("lib"),
  program("lib/ld-musl-x86_64.so.1", { soname: "libc.musl-x86_64.so.1" }),
  program("bin/busybox", { interpreter: MUSL, needed: ["libc.musl-x86_64.so.1"] }),
  link("bin/sh", "/bin/busybox"),
  link("bin/cat", "/bin/busybox"),
  { name: "etc/os-release", content: 'ID=alpine\nVERSION_ID=3.24.0\nPRETTY_NAME="Alpine Linux v3.24"\n' },
  { name: "lib/apk/db/installed", content: "P:musl\nV:1.2.6-r0\n\nP:busybox\nV:1.38.0-r1\n\n" },
];

/** What looks like a key and opens nothing; put together here, so that no file of ours holds one. */
function madeKey(): string {
  const bytes = createHash("shake256", { outputLength: 150 }).update("made").digest();
  const body = Buffer.concat([Buffer.from("openssh-key-v1\0"), bytes]).toString("base64");
  const mark = (word: string) => `-----${word} OPENSSH PRIVATE KEY-----`;
  return [mark("BEGIN"), body.replace(/.{70}/g, "$&\n"), mark("END"), ""].join("\n");
}

const PATH = "PATH=/usr/local/bin:/usr/bin:/bin";

interface Made {
  readonly name: string;
  readonly layers: readonly (readonly Entry[])[];
  readonly config: object;
  readonly history: readonly string[];
}

const MADE: readonly Made[] = [
  {
    name: "debian.tar",
    layers: [DEBIAN],
    config: { Env: [PATH], Cmd: ["bash"] },
    history: ["debuerreotype 0.16"],
  },
  {
    name: "alpine.tar",
    layers: [ALPINE],
    config: { Env: [PATH], Cmd: ["/bin/sh"] },
    history: ["ADD alpine-minirootfs.tar.gz / # buildkit"],
  },
  {
    name: "app.tar",
    layers: [
      DEBIAN,
      [
        { name: "opt/cache", content: "x".repeat(400_000) },
        { name: "root/.ssh/id", mode: 0o600, content: madeKey() },
        { name: "opt/app/start", mode: 0o755, content: "#!/bin/sh\r\nexec server\n" },
        { name: "etc/passwd", content: "root:x:0:0:root:/root:/bin/bash\n" },
      ],
      [{ name: "opt/.wh.cache", content: "" }, { name: "root/.ssh/.wh.id", content: "" }, folder("srv")],
    ],
    config: {
      Env: [PATH, "APP_HOME=/opt/app"],
      Entrypoint: ["/opt/app/start"],
      Cmd: ["--name", "two words"],
      User: "1000",
      WorkingDir: "/srv",
      ExposedPorts: { "8080/tcp": {} },
      Volumes: { "/data": {} },
      Labels: { "org.opencontainers.image.base.name": "docker.io/library/debian:13" },
      OnBuild: ["COPY . /srv"],
    },
    history: [
      "debuerreotype 0.16",
      "RUN /bin/sh -c make cache && make install # buildkit",
      "/bin/sh -c rm /opt/cache && mkdir /srv",
    ],
  },
  {
    name: "static.tar",
    layers: [[program("server", { type: 2 })]],
    config: { Entrypoint: ["/server"], User: "65532" },
    history: ["COPY server /server # buildkit"],
  },
  { name: "empty.tar", layers: [], config: {}, history: [] },
  {
    name: "hostile.tar",
    layers: [
      [program("bin/\u001b[31mred\u202e", { type: 2 }), { name: "etc/\u009b2J", content: "x".repeat(2000) }],
    ],
    config: {
      Entrypoint: ["/bin/\u001b[31mred\u202e"],
      Env: ["A=\u0007<b>bell</b>"],
      Labels: { "<script>": "alert(1)" },
    },
    history: ["COPY \u001b]0;title\u0007 /"],
  },
];

/** Names of the images that `inspected` makes. */
export const FIXTURES = MADE.map(({ name }) => name);

/** The made Debian, as a base that an engine would hold. */
async function candidates(): Promise<readonly BaseCandidate[]> {
  const layers = [`sha256:${hexOf(await tarOf(DEBIAN))}`];
  const known = { alsoKnownAs: [], digests: [], labels: {} };
  return [{ ...known, kind: "catalogue", reference: "debian:13-slim", id: "sha256:0", layers }];
}

/** Builds an image of made files, reads it as any other, and judges it. */
export async function inspected(
  name: string,
  withPaths = false,
  asked: string | null = null,
): Promise<Inspected> {
  const made = MADE.find((each) => each.name === name);
  if (made === undefined) throw new Error(`There is no image ${name} among the fixtures.`);
  const layers = await Promise.all(made.layers.map((entries) => tarOf(entries)));
  const history = made.history.map((created_by) => ({ created_by }));
  const archive = await tarOf(legacyEntries(layers, configOf(layers, { config: made.config, history })));
  const image = await readImage(streamOf(archive), { wantFiles: wanted, measureCompressed: false });
  const target: InspectedTarget = { given: name, kind: "file", name, base: null };
  return judged({
    target,
    image,
    compressedBytes: null,
    withPaths,
    asked,
    candidates: await candidates(),
    today: new Date("2026-11-28"),
  });
}
