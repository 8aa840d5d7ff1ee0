import { expect, test } from "vitest";
import { configOf, legacyEntries, streamOf, tarOf, type Entry } from "../archives.fixture.ts";
import { wantsNote } from "../notes/wants.ts";
import { readImage, type ImageRead } from "../read.ts";
import { identifyBase } from "./identify.ts";
import { baseVerdictSchema, type BaseCandidate } from "./types.ts";

/** An image that is really read, of layers given as entries, with the config's own part. */
async function imageOf(layers: readonly (readonly Entry[])[], container: object = {}): Promise<ImageRead> {
  const tars = await Promise.all(layers.map(tarOf));
  const config = configOf(tars, {
    config: container,
    history: tars.map((_, index) => ({ created_by: `step ${index}` })),
  });
  return readImage(streamOf(await tarOf(legacyEntries(tars, config))), { wantFiles: wantsNote });
}

const text = (name: string, content = ""): Entry => ({
  ...{ name, content, mode: 0o755 },
  mtime: new Date(0),
});
const release = (content: string) => text("etc/os-release", content);
const debian = [
  release('ID=debian\nVERSION_ID="13"\nPRETTY_NAME="Debian GNU/Linux 13 (trixie)"\n'),
  text("bin/sh"),
];
const node = [text("usr/local/bin/node")];
const app = [text("app")];

/** A candidate with the layers of an image. */
const candidate = (
  image: ImageRead,
  reference: string,
  more: Partial<BaseCandidate> = {},
): BaseCandidate => ({
  reference,
  alsoKnownAs: [],
  kind: "catalogue",
  id: image.id,
  layers: image.layers.map(({ digest }) => digest),
  digests: [],
  labels: {},
  ...more,
});

const DEBIAN = await imageOf([debian]);
const NODE = await imageOf([debian, node], { Env: ["NODE_VERSION=24.1.0"] });
const APP = await imageOf([debian, node, app]);

/** `reference kind certainty baseLayers`, the best first; each verdict has its schema's form. */
function verdicts(image: ImageRead, candidates: readonly BaseCandidate[]) {
  const found = identifyBase(image, candidates);
  for (const each of found) baseVerdictSchema.parse(each);
  return found.map((each) => `${each.reference} ${each.kind} ${each.certainty} ${each.baseLayers}`);
}

test("the nearest base comes first, then what that stands on", () => {
  const found = identifyBase(APP, [candidate(DEBIAN, "debian:13"), candidate(NODE, "node:24")]);
  expect(found.map(({ reference, certainty }) => [reference, certainty])).toEqual([
    ["node:24", "certain"],
    ["debian:13", "certain"],
  ]);
  expect(found[0]?.added).toEqual([
    {
      index: 2,
      digest: APP.layers[2]?.digest,
      createdBy: "step 2",
      unpackedBytes: APP.layers[2]?.unpackedBytes,
    },
  ]);
  expect(found[0]?.why).toEqual(["Its first 2 layers are those of node:24, by digest."]);
  expect(found[1]?.why).toEqual(["Its first layer is that of debian:13, by digest."]);
});

test("a base is told to be itself", () => {
  const [first] = identifyBase(DEBIAN, [candidate(DEBIAN, "debian:13")]);
  expect(first).toMatchObject({ reference: "debian:13", isItself: true, certainty: "certain", added: [] });
});

test.for([
  [
    "another image in the engine",
    [candidate(NODE, "mine:1", { kind: "engine" })],
    ["mine:1 engine likely 2"],
  ],
  [
    "an image in the engine that was pulled",
    [candidate(NODE, "mine:1", { kind: "engine", digests: ["sha256:aa"] })],
    ["mine:1 engine certain 2"],
  ],
  [
    "an image of the same layers",
    [candidate(APP, "mine:1", { kind: "engine", id: "sha256:other" })],
    ["mine:1 engine guess 3"],
  ],
  [
    "a base of the same layers",
    [candidate(APP, "base", { id: "sha256:other" })],
    ["base catalogue certain 3"],
  ],
  [
    "itself under another tag, and a sibling",
    [
      candidate(APP, "mine:1", { kind: "engine" }),
      {
        ...candidate(NODE, "sibling:1", { kind: "engine" }),
        layers: [...NODE.layers.map(({ digest }) => digest), "sha256:z"],
      },
    ],
    ["null shared guess 2"],
  ],
  [
    "an image without layers, and one with others",
    [candidate(DEBIAN, "empty", { layers: [] }), candidate(DEBIAN, "other", { layers: ["sha256:z"] })],
    ["debian:13-slim distribution guess 1"],
  ],
] as const)("an image beside %s", ([, candidates, expected]) => {
  const found = verdicts(APP, candidates);
  expect(found.slice(0, expected.length)).toEqual(expected);
});

const NAME = "org.opencontainers.image.base.name";
const DIGEST = "org.opencontainers.image.base.digest";
const here = candidate(DEBIAN, "debian:13", { digests: ["sha256:11"], alsoKnownAs: ["debian:trixie"] });

test.for([
  [
    "names the base that the layers prove",
    [debian, app],
    { [NAME]: "docker.io/library/debian:trixie" },
    [here],
    ["debian:13 catalogue certain 1"],
    "Its labels name it too.",
  ],
  [
    "names an image that is not here",
    [app],
    { [NAME]: "corp/base:7", [DIGEST]: "sha256:22" },
    [here],
    ["corp/base:7@sha256:22 label likely null"],
    "No such image is here",
  ],
  [
    "names an image that is here with other layers",
    [app],
    { [NAME]: "debian:13" },
    [here],
    ["debian:13 label likely null"],
    "another release of it",
  ],
  [
    "gives the digest of an image that is here with other layers",
    [app],
    { [DIGEST]: "sha256:11" },
    [here],
    ["sha256:11 label guess null"],
    "its layers are others",
  ],
  [
    "is inherited from the base",
    [debian, app],
    { [NAME]: "corp/rootfs:1" },
    [{ ...here, labels: { [NAME]: "corp/rootfs:1" } }],
    ["debian:13 catalogue certain 1", "corp/rootfs:1 label likely null"],
    "inherits them from debian:13",
  ],
] as const)("a label that %s", async ([, layers, Labels, candidates, expected, why]) => {
  const image = await imageOf(layers, { Labels });
  expect(verdicts(image, candidates)).toEqual(expected);
  expect(
    identifyBase(image, candidates)
      .flatMap((each) => each.why)
      .join(" "),
  ).toContain(why);
});

const status = (...names: string[]) =>
  names.map((name) => text(`var/lib/dpkg/status.d/${name}`, `Package: ${name}\nVersion: 1\n`));

test.for([
  [
    "Debian with manuals",
    [debian, [text("usr/share/man/man1/ls.1.gz", "x")]],
    {},
    "debian:13 distribution guess 1",
  ],
  ["Debian without manuals", [debian], {}, "debian:13-slim distribution guess 1"],
  ["Ubuntu", [[release("ID=ubuntu\nVERSION_ID=26.04\n")], app], {}, "ubuntu:26.04 distribution guess 1"],
  ["Alpine", [[release("ID=alpine\nVERSION_ID=3.24.1\n")]], {}, "alpine:3.24 distribution guess 1"],
  [
    "Alpine from before os-release",
    [[text("etc/alpine-release", "3.2.3\n")]],
    {},
    "alpine:3.2 distribution guess 1",
  ],
  ["Fedora", [[release("ID=fedora\nVERSION_ID=43\n")]], {}, "fedora:43 distribution guess 1"],
  [
    "UBI",
    [[release('ID="rhel"\nVERSION_ID="9.6"\n'), text("usr/bin/dnf")]],
    {},
    "redhat/ubi9 distribution guess 1",
  ],
  [
    "UBI minimal",
    [[release('ID="rhel"\nVERSION_ID="9.6"\n'), text("usr/bin/microdnf")]],
    {},
    "redhat/ubi9-minimal distribution guess 1",
  ],
  ["UBI micro", [[release('ID="rhel"\nVERSION_ID="10.0"\n')]], {}, "redhat/ubi10-micro distribution guess 1"],
  ["Arch", [[release("ID=arch\n")]], {}, "archlinux distribution guess 1"],
  [
    "Wolfi",
    [[release("ID=wolfi\nVERSION_ID=20230201\n")]],
    {},
    "cgr.dev/chainguard/wolfi-base distribution guess 1",
  ],
  [
    "a distribution that we do not know",
    [[release("ID=ours\nVERSION_ID=1\nNAME=Ours\n")]],
    {},
    "null distribution guess 1",
  ],
  [
    "distroless static",
    [[release("ID=debian\nVERSION_ID=13\n"), ...status("tzdata")]],
    {},
    "gcr.io/distroless/static-debian13 distribution guess 1",
  ],
  [
    "distroless base",
    [[release("ID=debian\nVERSION_ID=12\n"), ...status("libc6", "libssl3t64")]],
    {},
    "gcr.io/distroless/base-debian12 distribution guess 1",
  ],
  [
    "distroless cc",
    [[release("ID=debian\nVERSION_ID=13\n"), ...status("libc6", "libssl3t64", "libstdc++6")]],
    {},
    "gcr.io/distroless/cc-debian13 distribution guess 1",
  ],
  ["Node's image", [debian, node], { Env: ["NODE_VERSION=24.1.0"] }, "debian:13-slim distribution guess 1"],
  [
    "BusyBox",
    [[text("bin/busybox"), { name: "bin/sh", type: "link", linkname: "bin/busybox" }]],
    {},
    "busybox distribution guess 1",
  ],
  ["one file and nothing else", [app], {}, "scratch scratch likely 0"],
  ["a shell and nothing else", [[text("bin/sh")]], {}, "scratch scratch guess 0"],
  ["no layer", [], {}, "scratch scratch certain 0"],
] as const)("without an image to compare with: %s", async ([, layers, container, expected]) => {
  expect(verdicts(await imageOf(layers, container), [])).toContain(expected);
});

test("a language's image is told by its environment", async () => {
  const image = await imageOf([debian, node], { Env: ["NODE_VERSION=24.1.0"] });
  expect(verdicts(image, [])).toEqual([
    "node:24.1.0 specialised guess null",
    "debian:13-slim distribution guess 1",
  ]);
});
