import { gzipSync } from "node:zlib";
import { expect, test } from "vitest";
import {
  configOf,
  hexOf,
  legacyEntries,
  ociEntries,
  streamOf,
  tarOf,
  type Entry,
} from "./archives.fixture.ts";
import { makeElf } from "./elf.fixture.ts";
import { readImage, type ReadImageOptions } from "./read.ts";
import { ImageReadError } from "./read-error.ts";

const long = `deep/${"x".repeat(150)}/${"y".repeat(120)}`;
const base = await tarOf([
  { name: "bin/", type: "directory" },
  { name: "bin/busybox", mode: 0o755, content: "#!" },
  { name: "bin/sh", type: "symlink", linkname: "/bin/busybox" },
  { name: "bin/ls", type: "link", linkname: "bin/busybox" },
  { name: "etc/old", content: "gone later" },
  { name: "etc/hosts", content: "127.0.0.1", uid: 7, gid: 8, mode: 0o640 },
  { name: "./tmp/", type: "directory", mode: 0o1777 },
  { name: "cache/a/b", content: "1" },
  { name: "cache/c", content: "2" },
]);
const top = await tarOf([
  { name: "cache/", type: "directory" },
  { name: "cache/new", content: "3" },
  { name: "cache/.wh..wh..opq", content: "" },
  { name: "etc/.wh.old", content: "" },
  { name: ".wh..wh.plnk", content: "" },
  { name: long, content: "far" },
]);
const config = configOf([base, top], {
  config: {
    Healthcheck: { Test: ["CMD", "/probe"] },
    Env: ["PATH=/bin"],
    Cmd: ["sh"],
    Entrypoint: null,
    Labels: { a: "b" },
    ExposedPorts: { "80/tcp": {} },
  },
  history: [
    { created_by: "ADD base" },
    { created_by: "ENV X=1", empty_layer: true },
    { created_by: "COPY top" },
  ],
});
const layers = [base, top];

const shuffled = (entries: readonly Entry[]) => entries.toReversed();
const LAYOUTS: Readonly<Record<string, readonly Entry[]>> = {
  legacy: legacyEntries(layers, config),
  "legacy, last entry first": shuffled(legacyEntries(layers, config)),
  "OCI, plain layers": ociEntries(layers, "none", config),
  "OCI, gzip layers": ociEntries(layers, "gzip", config),
  "OCI, zstd layers, last entry first": shuffled(ociEntries(layers, "zstd", config)),
};

test.for(Object.keys(LAYOUTS))("reads the same image from: %s", async (name) => {
  const image = await readImage(streamOf(await tarOf(LAYOUTS[name] ?? [])));
  expect(image.id).toBe(`sha256:${hexOf(config)}`);
  expect(image.platform).toBe("linux/amd64");
  expect(image.config).toMatchObject({
    cmd: ["sh"],
    entrypoint: null,
    labels: { a: "b" },
    exposedPorts: ["80/tcp"],
    healthcheck: ["CMD", "/probe"],
  });
  expect(
    image.layers.map(({ digest, unpackedBytes, createdBy, entryCount }) => [
      digest,
      unpackedBytes,
      createdBy,
      entryCount,
    ]),
  ).toEqual([
    [`sha256:${hexOf(base)}`, base.length, "ADD base", 9],
    [`sha256:${hexOf(top)}`, top.length, "COPY top", 3],
  ]);
  expect([...image.files.keys()].filter((path) => !path.startsWith("/deep"))).toEqual([
    "/bin",
    "/bin/busybox",
    "/bin/ls",
    "/bin/sh",
    "/cache",
    "/cache/new",
    "/etc",
    "/etc/hosts",
    "/tmp",
  ]);
  expect(image.files.get(`/${long}`)).toMatchObject({ bytes: 3, layer: 1 });
  expect(image.files.get("/etc/hosts")).toMatchObject({ uid: 7, gid: 8, mode: 0o640, layer: 0 });
  expect(image.files.get("/bin/ls")).toMatchObject({ type: "hardlink", linkTarget: "/bin/busybox" });
  expect(image).toMatchObject({ shells: ["/bin/sh", "/bin/busybox"], libc: "none", loaders: [] });
});

test("counts a compressed layer by its blob, a plain one by gzip level 6", async () => {
  const plain = await readImage(streamOf(await tarOf(legacyEntries(layers, config))));
  expect(plain.layers.map((layer) => layer.compressedBytes)).toEqual(
    layers.map((layer) => gzipSync(layer, { level: 6 }).length),
  );
  const entries = ociEntries(layers, "zstd", config);
  const packed = await readImage(streamOf(await tarOf(entries)));
  const blobs = entries.slice(-2).map(({ content }) => content?.length);
  expect(packed.layers.map((layer) => layer.compressedBytes)).toEqual(blobs);
});

test("reads an archive that is compressed as a whole", async () => {
  const image = await readImage(streamOf(gzipSync(await tarOf(legacyEntries(layers, config)))));
  expect(image.unpackedBytes).toBe(base.length + top.length);
});

test("follows a layer.tar that links to another entry", async () => {
  const entries = legacyEntries([base, base]).filter(({ name }) => name !== "layer1/layer.tar");
  for (const link of [
    { name: "layer1/layer.tar", type: "symlink", linkname: "../layer0/layer.tar" },
    { name: "layer1/layer.tar", type: "link", linkname: "layer0/layer.tar" },
  ] as const) {
    const image = await readImage(streamOf(await tarOf([link, ...entries])));
    expect(image.layers.map((layer) => layer.digest)).toEqual([
      `sha256:${hexOf(base)}`,
      `sha256:${hexOf(base)}`,
    ]);
  }
});

test("reads an image without layers", async () => {
  const image = await readImage(streamOf(await tarOf(legacyEntries([]))));
  expect(image).toMatchObject({ layers: [], unpackedBytes: 0, compressedBytes: 0, shells: [], libc: "none" });
  expect(image.files.size).toBe(0);
});

test("keeps the bytes of wanted files as the merged tree has them, within limits", async () => {
  const archive = await tarOf(legacyEntries(layers, config));
  const read = async (options: ReadImageOptions) => (await readImage(streamOf(archive), options)).contents;
  const some = await read({ wantFiles: new Set(["/bin/busybox", "/etc/old", "/cache/new"]) });
  expect([...some].map(([path, { bytes, whole }]) => [path, Buffer.from(bytes).toString(), whole])).toEqual([
    ["/bin/busybox", "#!", true],
    ["/bin/ls", "#!", true],
    ["/cache/new", "3", true],
  ]);
  const cut = await read({ wantFiles: ({ path }) => path === "/etc/hosts", maxFileBytes: 3 });
  expect(Buffer.from(cut.get("/etc/hosts")?.bytes ?? []).toString()).toBe("127");
  expect(cut.get("/etc/hosts")?.whole).toBe(false);
});

test("chooses an image by tag or id, and asks when it can't know", async () => {
  const other = configOf([base]);
  const manifest = JSON.stringify([
    { Config: "a.json", RepoTags: ["one:latest"], Layers: ["b.tar", "t.tar"] },
    { Config: "b.json", RepoTags: null, Layers: ["b.tar"] },
  ]);
  const archive = await tarOf([
    { name: "manifest.json", content: manifest },
    { name: "a.json", content: config },
    { name: "b.json", content: other },
    { name: "b.tar", content: base },
    { name: "t.tar", content: top },
  ]);
  const idOf = async (image?: string) => (await readImage(streamOf(archive), { image })).id;
  expect(await idOf("one")).toBe(`sha256:${hexOf(config)}`);
  expect(await idOf(hexOf(other).slice(0, 12))).toBe(`sha256:${hexOf(other)}`);
  await expect(idOf()).rejects.toThrow("The archive holds 2 images (one:latest, b.json): say which one.");
  await expect(idOf("two")).rejects.toThrow("no image called two");
});

const whole = await tarOf(legacyEntries(layers, config));
const gzipEntries = ociEntries(layers, "gzip", config);
const damaged = gzipEntries.map((entry) =>
  entry.content instanceof Buffer
    ? { ...entry, content: Buffer.from(entry.content).fill(0xaa, 40, 60) }
    : entry,
);
const without = (name: string) => tarOf(legacyEntries(layers, config).filter((entry) => entry.name !== name));
const BAD: Readonly<Record<string, readonly [bytes: Uint8Array, says: RegExp]>> = {
  "an empty stream": [Buffer.alloc(0), /empty/],
  "text that is no archive": [Buffer.from("hello\n".repeat(400)), /can't be read as a tar/],
  "a tar that is no image": [
    await tarOf([{ name: "a", content: "b" }]),
    /neither manifest.json nor index.json/,
  ],
  "an archive cut off inside a layer": [whole.subarray(0, 3000), /can't be read as a tar/],
  "an archive cut off between entries": [whole.subarray(0, 512 + base.length), /neither manifest.json/],
  "a compressed archive cut off": [gzipSync(whole).subarray(0, 300), /can't be read as a tar/],
  "a missing config": [await without("config.json"), /config config.json but does not hold it/],
  "a missing layer": [await without("layer1/layer.tar"), /layer1\/layer.tar is listed/],
  "a config that is no config": [
    await tarOf(legacyEntries(layers, '{"rootfs":[]}')),
    /image config is not one/,
  ],
  "a config that is no JSON": [await tarOf(legacyEntries(layers, "{")), /image config is not JSON/],
  "a layer of other bytes": [await tarOf(legacyEntries([base, base], config)), /damaged: its digest/],
  "fewer layers than the config": [
    await tarOf(legacyEntries([base], config)),
    /lists 1 layers, the image config 2/,
  ],
  "corrupt gzip in a layer": [await tarOf(damaged), /can't be read/],
};

test.for(Object.keys(BAD))("refuses %s in plain words", async (name) => {
  const [bytes, says] = BAD[name] ?? [Buffer.alloc(0), /^$/];
  const error: unknown = await readImage(streamOf(bytes)).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImageReadError);
  expect(String(error)).toMatch(says);
});

test("names the program in each file while it streams, under each of its names, and lists what each layer does", async () => {
  const elf = makeElf({ bits: 64, littleEndian: true, type: 3, interpreter: "/lib/ld.so", needed: ["a"] });
  const bottom = await tarOf([
    { name: "app", mode: 0o755, content: elf },
    { name: "same", type: "link", linkname: "app" },
    { name: "run", content: "#!/bin/sh\r\n" },
    { name: "text", content: "#" },
  ]);
  const above = await tarOf(
    [".wh.text", ".wh..wh.aufs", "d/.wh..wh..opq"].map((name) => ({ name, content: "" })),
  );
  const image = await readImage(streamOf(await tarOf(legacyEntries([bottom, above]))));
  const program = { kind: "elf", elf: { interpreter: "/lib/ld.so", needed: ["a"], machineNumber: 62 } };
  expect(image.files.get("/app")).toMatchObject({ program, secrets: [] });
  expect(image.files.get("/same")).toMatchObject({ type: "hardlink", program });
  expect(image.files.get("/run")?.program).toEqual({ kind: "script", line: "/bin/sh\r" });
  expect(image.layers.map(({ files }) => files.map(({ path }) => path))).toEqual([
    ["/app", "/same", "/run", "/text"],
    [],
  ]);
  expect(image.layers[0]?.files[3]?.program).toBeNull();
  expect(image.layers[1]?.whiteouts).toEqual([
    { kind: "path", path: "/text" },
    { kind: "opaque", path: "/d" },
  ]);
});
