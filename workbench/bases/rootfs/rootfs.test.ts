import { createReadStream } from "node:fs";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createGunzip } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import { cleaned, isLeftBehind } from "./clean.ts";
import { BASE_EPOCH, directory, file, symlink } from "./entry.ts";
import type { RootEntry } from "./entry.ts";
import { mergeEntries, withEntries } from "./merge.ts";
import { plainPath, readRootfs } from "./read.ts";
import { slimmed } from "./slim.ts";
import { writeLayer } from "./write.ts";

let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "groundwork-rootfs-"));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

const long = `usr/share/${"deep/".repeat(30)}file`;

const tree: readonly RootEntry[] = mergeEntries([
  file("bin/tool", "x".repeat(2000), { mode: 0o4755 }),
  file("etc/empty", ""),
  file("home/me/mine", "m", { uid: 65_532, gid: 65_532, mode: 0o600 }),
  file(long, "long"),
  symlink("bin/sh", "/bin/tool"),
  { ...symlink("bin/again", "bin/tool"), type: "hardlink", mode: 0o755 },
  directory("tmp", { mode: 0o1777 }),
]);

async function* stream(entries: readonly RootEntry[]): AsyncGenerator<RootEntry> {
  yield* entries;
}

async function paths(entries: AsyncIterable<RootEntry>): Promise<readonly string[]> {
  return (await Array.fromAsync(entries)).map((entry) => entry.path);
}

test("a tree that is written and read back is the same", async () => {
  const path = join(folder, "a.gz");
  const written = await writeLayer(tree, path);
  const back = await Array.fromAsync(readRootfs(createReadStream(path).pipe(createGunzip())));
  expect(back).toEqual(tree);
  expect(written.compressedBytes).toBe((await readFile(path)).length);
});

test("the same tree gives the same bytes, whatever the clock", async () => {
  const newer = tree.map((entry) => ({ ...entry, mtime: BASE_EPOCH + 5 }));
  const [a, b] = [await writeLayer(tree, join(folder, "a")), await writeLayer(newer, join(folder, "b"))];
  expect(a).toEqual(b);
  expect((await readFile(join(folder, "a"))).equals(await readFile(join(folder, "b")))).toBe(true);
});

test("older times stay: a base's files are as old as in their packages", async () => {
  const old = tree.map((entry) => ({ ...entry, mtime: 1000 }));
  expect((await writeLayer(old, join(folder, "a"))).diffId).not.toBe(
    (await writeLayer(tree, join(folder, "b"))).diffId,
  );
});

test("an error while reading ends the writing", async () => {
  async function* broken(): AsyncGenerator<RootEntry> {
    yield file("a", "a");
    throw new Error("disk gone");
  }
  await expect(writeLayer(broken(), join(folder, "a"))).rejects.toThrow("disk gone");
});

test("merging: parents first, the later list wins, hardlinks after their file", () => {
  const merged = mergeEntries(
    [file("a/b/c", "1"), { ...symlink("a/a", "a/b/c"), type: "hardlink" }],
    [file("a/b/c", "2")],
  );
  expect(merged.map((entry) => entry.path)).toEqual(["a", "a/b", "a/b/c", "a/a"]);
  expect(merged[2]?.body.toString()).toBe("2");
});

test("entries added at the end replace those of the same path", async () => {
  expect(await paths(withEntries(stream([file("a", "1"), file("b", "1")]), [file("a", "2")]))).toEqual([
    "b",
    "a",
  ]);
});

test.each<[string, boolean]>([
  ["dev/null", true],
  ["dev", false],
  ["etc/hostname", true],
  ["var/lib/apt/lists/lock", true],
  ["var/lib/apt/lists", false],
  ["var/cache/apt/archives/a.deb", true],
  ["var/cache/debconf/config.dat-old", true],
  ["var/cache/debconf/config.dat", false],
  ["var/log/dpkg.log", true],
  ["var/log/apt", true],
  ["var/log/apt/history.log", true],
  ["var/log", false],
  ["var/lib/dpkg/status-old", true],
  ["var/lib/dpkg/status", false],
  ["etc/apt/sources.list", false],
])("%s is left behind: %s", (path, expected) => {
  expect(isLeftBehind(path)).toBe(expected);
});

test("cleaning takes out what is left behind and nothing else", async () => {
  expect(await paths(cleaned(stream([file("var/log/wtmp", ""), file("etc/passwd", "")])))).toEqual([
    "etc/passwd",
  ]);
});

test("slim: copyright and man folders stay, what held only documentation goes", async () => {
  const before = mergeEntries(
    [
      "doc/a/copyright",
      "doc/a/NEWS",
      "doc/b/NEWS",
      "man/man1/a.1",
      "man/de/man1/a.1",
      "locale/locale.alias",
      "locale/de/LC/a.mo",
    ].map((path) => file(`usr/share/${path}`, "")),
  );
  expect(await paths(slimmed(stream(before)))).toEqual([
    "usr",
    "usr/share",
    "usr/share/doc",
    "usr/share/doc/a",
    "usr/share/doc/a/copyright",
    "usr/share/locale",
    "usr/share/locale/locale.alias",
    "usr/share/man",
    "usr/share/man/man1",
  ]);
});

test.each([
  ["./usr/bin/", "usr/bin"],
  ["./", ""],
  [".", ""],
  ["/etc", "etc"],
  ["etc/.hidden", "etc/.hidden"],
  [".hidden", ".hidden"],
])("%s is plainly %j", (name, expected) => {
  expect(plainPath(name)).toBe(expected);
});
