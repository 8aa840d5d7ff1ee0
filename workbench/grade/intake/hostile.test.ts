import { execFileSync } from "node:child_process";
import { link, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, expect, test } from "vitest";
import {
  filesOf,
  LIMITS,
  opened,
  patched,
  RIGHT,
  shortly,
  tarOf,
  zipOf,
  type ZipEntry,
} from "./archives.fixture.ts";
import { archiveShelf } from "./shelves/archive.ts";
import { folderShelf } from "./shelves/folder.ts";

const ALL = "03-small: web/Dockerfile answers.json";
const more = (...entries: ZipEntry[]): ZipEntry[] => [...filesOf(RIGHT), ...entries];
const zipSays = async (bytes: Buffer): Promise<string[]> =>
  shortly(await opened(() => archiveShelf("x.zip", bytes, LIMITS)));
const tarSays = async (bytes: Buffer, name = "x.tar.gz"): Promise<string[]> =>
  shortly(await opened(() => archiveShelf(name, bytes, LIMITS)));

let dir = "";
beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), "gw-hostile-"));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const WEB = "03-small/web/Dockerfile";
const ANSWERS = { "03-small/answers.json": "{}" };

test.each<[string, ZipEntry[], string[]]>([
  ["as it should be", more(), [ALL]],
  ["a folder around it, what a Mac adds", more({ name: "__MACOSX/._x" }), [ALL]],
  [
    "a link",
    [...filesOf(ANSWERS), { name: WEB, content: "/etc/passwd", mode: 0o120777 }],
    ["03-small: answers.json (blocked)", `symlink ${WEB} (blocks)`],
  ],
  ["a link beside", more({ name: "03-small/x", content: "/", mode: 0o120777 }), [ALL, "symlink 03-small/x"]],
  [
    "a pipe",
    [...filesOf(ANSWERS), { name: WEB, mode: 0o010644 }],
    ["03-small: answers.json (blocked)", `fifo ${WEB} (blocks)`],
  ],
  [
    "a name twice",
    more({ name: WEB, content: "FROM x" }),
    ["03-small: answers.json (blocked)", `twice ${WEB} (blocks)`],
  ],
  [
    "two names of one case",
    more({ name: "03-small/WEB/dockerfile" }),
    ["03-small: answers.json (blocked)", `case-clash ${WEB} (blocks)`, "not-asked-for -"],
  ],
  [
    "another case",
    filesOf({ ...ANSWERS, "03-small/web/dockerfile": "" }),
    ["03-small: answers.json", "other-case 03-small/web/dockerfile"],
  ],
  [
    "a folder in its place",
    [...filesOf(ANSWERS), { name: `${WEB}/x` }],
    ["03-small: answers.json", "not-asked-for -"],
  ],
  [
    "a larger file than the lab takes",
    filesOf({ ...RIGHT, [WEB]: "#".repeat(1001) }),
    ["03-small: answers.json (blocked)", `too-large ${WEB} (blocks)`],
  ],
  ["a bomb", filesOf({ ...RIGHT, [WEB]: Buffer.alloc(20_000_000) }), ["zip-bomb - (blocks)"]],
  [
    "2,001 entries",
    more(...Array.from({ length: 1999 }, (_, at) => ({ name: `x${at}` }))),
    ["too-many-entries - (blocks)"],
  ],
  [
    "planted configuration",
    more({ name: "03-small/vitest.config.ts" }, { name: "03-small/package.json" }),
    [ALL, "not-asked-for -"],
  ],
  ["the lab twice", more(...filesOf({ "a/03-small/answers.json": "{}" })), [ALL, "not-asked-for -"]],
  [
    "the lab twice, side by side",
    filesOf({ "a/03-small/answers.json": "{}", "b/03-small/answers.json": "{}" }),
    ["03-small:  (blocked)", "two-folders a/03-small/ (blocks)"],
  ],
  ["the lab's former name", filesOf({ "03-tiny/answers.json": "{}" }), ["03-small: answers.json"]],
  ["no folder at all", filesOf({ "web/Dockerfile": "FROM scratch", "answers.json": "{}" }), [ALL]],
  [
    "one folder of another name",
    filesOf({ "mine/web/Dockerfile": "FROM scratch" }),
    ["03-small: web/Dockerfile"],
  ],
  [
    "files that the handout gave",
    more({ name: "03-small/variant.json" }, { name: "03-small/web/page.html" }),
    [ALL],
  ],
])("zip: %s", async (_, entries, says) => {
  expect(await zipSays(await zipOf(entries))).toEqual(says);
});

test("zip: paths that lead out, as no library would write them", async () => {
  const bytes = await zipOf(
    more({ name: "aa/aa/escaped" }, { name: "babsolute" }, { name: "c_c_windows" }, { name: "d|e" }),
  );
  const hostile = [
    ["aa/aa/escaped", "../../escaped"],
    ["babsolute", "/absolute"],
    ["c_c_windows", "C:\\windows/"],
    ["d|e", "d\u0007e"],
  ].reduce((made, [from = "", to = ""]) => patched(made, from, to), bytes);
  expect(await zipSays(hostile)).toEqual([
    ALL,
    "path-outside ../../escaped",
    "path-outside /absolute",
    "path-outside C:\\windows/",
    "odd-name d?e",
  ]);
});

test("zip: encrypted, cut off, no zip, and one that lies about a size", async () => {
  const bytes = await zipOf(more());
  const flagged = Buffer.from(bytes);
  // General purpose flag, bit 0, in the central directory's entries (APPNOTE 4.4.4).
  for (let at = bytes.indexOf("PK\u0001\u0002"); at >= 0; at = bytes.indexOf("PK\u0001\u0002", at + 4))
    flagged.writeUInt8(1, at + 8);
  expect(await zipSays(flagged)).toEqual([
    "03-small:  (blocked)",
    `encrypted ${WEB} (blocks)`,
    "encrypted 03-small/answers.json (blocks)",
  ]);
  expect(await zipSays(bytes.subarray(0, bytes.length - 30))).toEqual(["damaged-archive - (blocks)"]);
  expect(await zipSays(Buffer.from("Rar!"))).toEqual(["damaged-archive - (blocks)"]);
  const large = await zipOf(filesOf({ [WEB]: Buffer.alloc(900_000) }));
  const lying = Buffer.from(large);
  lying.writeUInt32LE(10, large.indexOf("PK\u0001\u0002") + 24);
  expect(await zipSays(lying)).toEqual(["03-small:  (blocked)", `damaged ${WEB} (blocks)`]);
});

test("a zip in the hand-in is looked into once, and no deeper", async () => {
  const inner = await zipOf(more());
  expect(await zipSays(await zipOf([{ name: "folder/mine.zip", content: inner }]))).toEqual([ALL]);
  const deep = await zipOf([{ name: "mine.zip", content: inner }]);
  expect(await zipSays(await zipOf([{ name: "deep.zip", content: deep }]))).toEqual(["not-asked-for -"]);
  const bomb = await zipOf(filesOf({ [WEB]: Buffer.alloc(20_000_000) }));
  expect(await zipSays(await zipOf(more({ name: "bomb.zip", content: bomb })))).toEqual([
    ALL,
    "zip-bomb bomb.zip (blocks)",
  ]);
});

test("tar: links, pipes, devices and names that lead out", async () => {
  const content = "{}";
  const bytes = await tarOf([
    { name: "./03-small/answers.json", content },
    { name: WEB, type: "link", linkname: "03-small/answers.json" },
    { name: "03-small/pipe", type: "fifo" },
    { name: "03-small/disk", type: "block-device" },
    { name: "../out", content },
    { name: "/etc/cron.d/x", content },
    { name: "03-small/l", type: "symlink", linkname: "/" },
  ]);
  const says = [
    "03-small: answers.json (blocked)",
    `hardlink ${WEB} (blocks)`,
    "path-outside ../out",
    "path-outside /etc/cron.d/x",
    "fifo 03-small/pipe",
    "device 03-small/disk",
    "symlink 03-small/l",
  ];
  expect(await tarSays(bytes)).toEqual(says);
  expect(await tarSays(gzipSync(bytes))).toEqual(says);
  expect(await tarSays(bytes.subarray(0, 513))).toEqual(["damaged-archive - (blocks)"]);
  expect(await tarSays(gzipSync(bytes).subarray(0, 100))).toEqual(["damaged-archive - (blocks)"]);
  expect(await tarSays(Buffer.alloc(0))).toEqual(["damaged-archive - (blocks)"]);
});

test("tar: bombs, and more entries than any hand-in has", async () => {
  const header = (await tarOf([{ name: "x" }])).subarray(0, 512);
  const many = Buffer.concat(Array.from({ length: 35_000 }, () => header));
  expect(await tarSays(many.subarray(0, 15_000_000))).toEqual(["too-many-entries - (blocks)"]);
  expect(await tarSays(many)).toEqual(["archive-too-large - (blocks)"]);
  expect(await tarSays(gzipSync(many))).toEqual([
    expect.stringMatching(/^(zip-bomb|too-many-entries) - \(blocks\)$/),
  ]);
  const huge = await tarOf([{ name: "x", content: "#".repeat(10_000_000) }]);
  expect(await tarSays(gzipSync(huge))).toEqual(["zip-bomb - (blocks)"]);
});

test("folder: links, pipes and second names are told, and never opened", async () => {
  await mkdir(path.join(dir, "03-small", "web"), { recursive: true });
  await writeFile(path.join(dir, "03-small", "answers.json"), "{}");
  await symlink("/etc/passwd", path.join(dir, WEB));
  await symlink("/", path.join(dir, "root"));
  execFileSync("mkfifo", [path.join(dir, "pipe")]);
  const says = async (): Promise<string[]> => shortly(await opened(() => folderShelf(dir, LIMITS)));
  const others = ["fifo pipe", "symlink root"];
  expect(await says()).toEqual(["03-small: answers.json (blocked)", `symlink ${WEB} (blocks)`, ...others]);
  await rm(path.join(dir, WEB));
  execFileSync("mkfifo", [path.join(dir, WEB)]);
  expect(await says()).toEqual(["03-small: answers.json (blocked)", `fifo ${WEB} (blocks)`, ...others]);
  await rm(path.join(dir, WEB));
  await writeFile(path.join(dir, "secret"), "FROM scratch");
  await link(path.join(dir, "secret"), path.join(dir, WEB));
  expect(await says()).toEqual([
    "03-small: answers.json (blocked)",
    `hardlink ${WEB} (blocks)`,
    ...others,
    "hardlink secret",
  ]);
});

test("folder: what is listed as a file and is none any more when it is read", async () => {
  await mkdir(path.join(dir, "03-small", "web"), { recursive: true });
  await writeFile(path.join(dir, WEB), "FROM scratch");
  const shelf = folderShelf(dir, LIMITS);
  const at = (await shelf.list()).findIndex((each) => each.path === WEB);
  await rm(path.join(dir, WEB));
  await symlink("/etc/passwd", path.join(dir, WEB));
  expect((await shelf.read(new Map([[at, 1000]]))).get(at)).toMatchObject({ code: "unreadable" });
  await rm(path.join(dir, WEB));
  await writeFile(path.join(dir, WEB), "#".repeat(1001));
  expect((await shelf.read(new Map([[at, 1000]]))).get(at)).toMatchObject({ code: "too-large" });
});

test("a folder of too many files is not walked to its end", async () => {
  await Promise.all(Array.from({ length: 30 }, (_, at) => writeFile(path.join(dir, `x${at}`), "")));
  const says = await opened(() => folderShelf(dir, { ...LIMITS, entries: 20 }));
  expect(shortly(says)).toEqual(["too-many-entries - (blocks)"]);
});
