import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync, zstdCompressSync } from "node:zlib";
import { afterAll, expect, test } from "vitest";
import { configOf, hexOf, legacyEntries, ociEntries, tarOf, type Entry } from "../archives.fixture.ts";
import { ImageReadError } from "../read-error.ts";
import { openImage } from "./open.ts";
import { isPath, isReference } from "./target.ts";

const root = await mkdtemp(join(tmpdir(), "groundwork-open-"));
afterAll(() => rm(root, { recursive: true, force: true }));

const layer = await tarOf([{ name: "etc/os-release", content: "ID=test" }]);
const config = configOf([layer]);
const legacy = await tarOf(legacyEntries([layer], config));

async function unpacked(name: string, entries: readonly Entry[]): Promise<string> {
  for (const entry of entries) {
    const path = join(root, name, entry.name);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, entry.content ?? "");
  }
  return join(root, name);
}

async function file(name: string, bytes: Uint8Array | string): Promise<string> {
  await writeFile(join(root, name), bytes);
  return join(root, name);
}

test.for([
  ["a docker save file", () => file("a.tar", legacy), "archive"],
  ["the same, gzip", () => file("a.tar.gz", gzipSync(legacy)), "archive"],
  ["the same, zstd, under an odd name", () => file("a", zstdCompressSync(legacy)), "archive"],
  [
    "an OCI archive",
    async () => file("oci.tar", await tarOf(ociEntries([layer], "gzip", config))),
    "archive",
  ],
  ["an OCI layout folder", () => unpacked("oci", ociEntries([layer], "zstd", config)), "folder"],
  ["an unpacked docker save", () => unpacked("saved", legacyEntries([layer], config)), "folder"],
] as const)("opens %s", async ([, make, kind]) => {
  const target = await make();
  const image = await openImage(target, { wantFiles: () => true, cacheDir: null });
  expect(image).toMatchObject({ id: `sha256:${hexOf(config)}`, source: { kind, name: target } });
  expect(Buffer.from(image.contents.get("/etc/os-release")?.bytes ?? []).toString()).toBe("ID=test");
});

async function leadingOut(): Promise<string> {
  const secret = await file("outside.tar", layer);
  const folder = await unpacked("linked", legacyEntries([layer], config));
  await rm(join(folder, "layer0"), { recursive: true });
  await mkdir(join(folder, "layer0"));
  await symlink(secret, join(folder, "layer0", "layer.tar"));
  return folder;
}

const REFUSED: readonly (readonly [what: string, make: () => string | Promise<string>, says: RegExp])[] = [
  ["a path where nothing is", () => join(root, "none.tar"), /There is no file or folder .*none\.tar/],
  ["a folder that is no image", () => unpacked("plain", [{ name: "a", content: "b" }]), /neither index.json/],
  ["a folder with a link that leads out of it", leadingOut, /does not hold it/],
  ["an archive cut off", () => file("cut.tar", legacy.subarray(0, 1500)), /can't be read/],
  ["text", () => file("text.tar", "hello\n".repeat(200)), /can't be read as a tar/],
  ["what can be no name", () => "Not A Name", /no file, no folder and no name/],
  ["a name, without an engine", () => "debian:13", /no engine was given/],
];

test.for(REFUSED)("refuses %s", async ([, make, says]) => {
  const target = await make();
  const error: unknown = await openImage(target, { cacheDir: null }).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ImageReadError);
  expect(String(error)).toMatch(says);
});

test("takes the platform that is asked for, else this machine's, and says which there are", async () => {
  const configs = ["amd64", "arm64", "s390x"].map((architecture) => configOf([layer], { architecture }));
  const manifest = configs.map((_, index) => ({
    Config: `${index}.json`,
    RepoTags: null,
    Layers: ["l.tar"],
  }));
  const path = await file(
    "many.tar",
    await tarOf([
      { name: "manifest.json", content: JSON.stringify(manifest) },
      ...configs.map((content, index) => ({ name: `${index}.json`, content })),
      { name: "l.tar", content: layer },
    ]),
  );
  expect((await openImage(path, { platform: "linux/s390x", cacheDir: null })).platform).toBe("linux/s390x");
  const here = process.arch === "x64" ? "linux/amd64" : `linux/${process.arch}`;
  expect((await openImage(path, { cacheDir: null })).platform).toBe(here);
  await expect(openImage(path, { platform: "linux/ppc64le", cacheDir: null })).rejects.toThrow(
    "no image for linux/ppc64le. It holds: 0.json (linux/amd64), 1.json (linux/arm64), 2.json (linux/s390x)",
  );
});

test.for([
  ["./debian", true, false],
  ["debian", false, true],
  ["debian:13-slim", false, true],
  ["image.tar", true, true],
  ["C:\\images\\a", true, false],
  ["registry:5000/team/app@sha256:" + "a".repeat(64), false, true],
  ["sha256:" + "a".repeat(64), false, true],
  ["Upper/case", false, false],
  ["a b", false, false],
] as const)("%s: a path %s, a name %s", ([target, path, name]) => {
  expect([isPath(target), isReference(target)]).toEqual([path, name]);
});
