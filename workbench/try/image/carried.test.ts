import { expect, test } from "vitest";
import type { BaseVerdict } from "../../image/base/types.ts";
import { mergeLayers } from "../../image/merge.ts";
import { madeImage, type Made } from "../../image/start/start.fixture.ts";
import type { ImageRead } from "../../image/read.ts";
import type { ImageConfig, LayerFacts, Whiteout } from "../../image/types.ts";
import { carriedOf } from "./carried.ts";

interface MadeLayer {
  readonly files: Readonly<Record<string, Made>>;
  readonly gone?: readonly string[];
  readonly hard?: Readonly<Record<string, string>>;
}

function layered(layers: readonly MadeLayer[], config: Partial<ImageConfig> = {}): ImageRead {
  const made = layers.map(({ files, gone = [], hard = {} }): LayerFacts => {
    const listed = [...madeImage(files).files.values()];
    const [first] = listed;
    const links = Object.entries(hard).map(([path, linkTarget]) => ({
      ...(first ?? { bytes: 0, mode: 0o755, uid: 0, gid: 0, program: null, secrets: [] }),
      path,
      linkTarget,
      type: "hardlink" as const,
    }));
    const whiteouts = gone.map((path): Whiteout => ({ kind: "path", path }));
    return {
      digest: "",
      unpackedBytes: 0,
      compressedBytes: 0,
      createdBy: "",
      entryCount: listed.length,
      files: [...listed, ...links],
      whiteouts,
    };
  });
  const { platform, contents, config: whole } = madeImage({}, config);
  return {
    id: "",
    platform,
    contents,
    config: whole,
    layers: made,
    unpackedBytes: 0,
    compressedBytes: 0,
    files: mergeLayers(made),
    shells: [],
    libc: "none",
    loaders: [],
  };
}

const verdict = (over: Partial<BaseVerdict>): BaseVerdict => ({
  reference: "debian:13-slim",
  kind: "catalogue",
  certainty: "certain",
  why: ["because"],
  isItself: false,
  baseLayers: 1,
  added: null,
  ...over,
});

const BASE: MadeLayer = {
  files: {
    "/etc/passwd": "root",
    "/etc/motd": "hello",
    "/usr/share/doc/a": "a",
    "/usr/share/doc/b": "b",
    "/var/lib/dpkg/status": "none",
    "/srv": { folder: true },
    "/bin": { link: "usr/bin" },
  },
};
const OWN: MadeLayer[] = [
  {
    files: { "/app/run": "#!/bin/sh\n", "/app/passing": "x", "/etc/passwd": "root and me" },
    gone: ["/etc/motd"],
  },
  {
    files: {
      "/var/lib/dpkg/status": "mine",
      "/var/lib/dpkg/info/mine.list": "x",
      "/srv": { folder: true, mode: 0o700 },
      "/usr/share/one": "1",
    },
    hard: { "/usr/share/two": "/usr/share/one" },
    gone: ["/app/passing", "/usr/share/doc"],
  },
];

test("what the layers above the base hold in the end, without lists of packages", () => {
  const carried = carriedOf(layered([BASE, ...OWN]), [verdict({})]);
  expect([...carried.paths].sort()).toEqual([
    "/app",
    "/app/run",
    "/etc/passwd",
    "/srv",
    "/usr/share/one",
    "/usr/share/two",
  ]);
  expect([...carried.changed].sort()).toEqual(["/etc/passwd", "/srv"]);
  expect(carried.deleted).toEqual(["/etc/motd", "/usr/share/doc"]);
  expect(carried.notes).toEqual([
    expect.stringContaining("installs packages"),
    expect.stringContaining("rewrites /etc/passwd of its base"),
    expect.stringContaining("deletes /etc/motd and /usr/share/doc of its base"),
  ]);
});

test.each<[string, Partial<BaseVerdict>, "layers" | "needs"]>([
  ["layers of the catalogue", {}, "layers"],
  ["a distribution's own file, with layers above it", { kind: "distribution", certainty: "guess" }, "layers"],
  [
    "a distribution's own file in the last layer",
    { kind: "distribution", certainty: "guess", baseLayers: 3 },
    "needs",
  ],
  ["a label that nothing confirms", { kind: "label", certainty: "likely", baseLayers: null }, "needs"],
  [
    "scratch, for there is nothing of a base",
    { kind: "scratch", certainty: "likely", baseLayers: 0 },
    "layers",
  ],
  ["scratch, for want of a better guess", { kind: "scratch", certainty: "guess", baseLayers: 0 }, "needs"],
])("by %s", (_, over, basis) => {
  expect(carriedOf(layered([BASE, ...OWN]), [verdict(over)]).basis).toBe(basis);
});

test("where no layer tells: what the command names, every link on the way, and the folder it works in", () => {
  const files: Record<string, Made> = {
    "/bin": { link: "usr/bin" },
    "/usr/bin/static": { elf: { type: 2 } },
    "/usr/bin/other": "x",
    "/app/data/one": "1",
    "/srv/conf": { link: "/etc/conf.d/real" },
    "/etc/conf.d/real": "x",
    "/etc/conf.d/other": "x",
  };
  const config = { entrypoint: ["/bin/static"], cmd: ["/srv/conf", "data/one", "-v"], workdir: "/app" };
  const carried = carriedOf(layered([{ files }], config), [
    verdict({ kind: "specialised", baseLayers: null }),
  ]);
  expect([...carried.paths].sort()).toEqual([
    "/app",
    "/app/data",
    "/app/data/one",
    "/bin",
    "/etc/conf.d/real",
    "/srv/conf",
    "/usr/bin/static",
  ]);
});
