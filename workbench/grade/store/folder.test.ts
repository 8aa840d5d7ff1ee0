import { execFileSync, spawn } from "node:child_process";
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink } from "node:fs/promises";
import { truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { createInterface } from "node:readline";
import { expect, onTestFinished, test } from "vitest";
import { folderFault } from "./folder-fault.ts";
import { folderStore } from "./folder.ts";
import { addressOf } from "./objects.ts";
import { MOST_BYTES, StoreFault } from "./types.ts";
import type { Store, StoreFaultKind } from "./types.ts";

const hello = Buffer.from("hello");
const ADDRESS = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
const PLACE = "sha256/2c/f2/2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

interface Scene {
  readonly top: string;
  readonly store: Store;
  /** Where the object `hello` lies. */
  readonly path: string;
  /** Paths of all files, from the top. */
  files(): Promise<readonly string[]>;
}

async function scene(): Promise<Scene> {
  const top = await mkdtemp(join(tmpdir(), "groundwork-store-"));
  onTestFinished(() => rm(top, { recursive: true, force: true }));
  const files = async () => {
    const entries = await readdir(top, { recursive: true, withFileTypes: true });
    const found = entries.filter((entry) => !entry.isDirectory());
    return found.map((entry) => relative(top, join(entry.parentPath, entry.name))).sort();
  };
  return { top, store: folderStore(top), path: join(top, PLACE), files };
}

/** What a call throws, as a person reads it; the folder's own name is replaced. */
async function faultOf(call: Promise<unknown>, top: string): Promise<[StoreFaultKind, string]> {
  const error = await call.then(
    () => new Error("nothing was thrown"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreFault)) throw error;
  return [error.kind, `${error.message}\n${error.next}`.replaceAll(top, "/srv/class")];
}

test("bytes come back by their address, in files and folders that nobody else may read", async () => {
  const { store, top, path, files } = await scene();
  expect(await store.put(hello)).toBe(ADDRESS);
  expect(await store.get(ADDRESS)).toEqual(hello);
  expect(await files()).toEqual([PLACE]);
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  for (let folder = dirname(path); folder !== top; folder = dirname(folder))
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
});

test.each([0, 1, 3 * 1024 * 1024])("an object of %i bytes comes back whole", async (length) => {
  const { store } = await scene();
  const bytes = Buffer.alloc(length, "groundwork");
  expect((await store.get(await store.put(bytes))).equals(bytes)).toBe(true);
});

test("what is there is not written again, whoever puts it", async () => {
  const { store, top, path } = await scene();
  await store.put(hello);
  const before = await stat(path);
  await store.put(hello);
  await folderStore(top).put(hello);
  expect(await stat(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
});

test("many who put the same and other bytes at once leave each object once, and nothing else", async () => {
  const { top, files } = await scene();
  const texts = ["a", "b", "c"].flatMap((letter) => new Array<string>(20).fill(letter));
  const put = await Promise.all(texts.map((text) => folderStore(top).put(Buffer.from(text))));
  expect(put).toEqual(texts.map((text) => addressOf(Buffer.from(text))));
  expect(await files()).toHaveLength(3);
});

test("a damaged object is told, and replaced when it is put again", async () => {
  const { store, top, path } = await scene();
  await store.put(hello);
  await appendFile(path, "!");
  expect(await faultOf(store.get(ADDRESS), top)).toMatchInlineSnapshot(`
    [
      "damaged",
      "The object sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 in /srv/class is damaged: its 6 bytes have the digest sha256:ce06092fb948d9ffac7d1a376e404b26b7575bcc11ee05a4615fef4fec3a308b.
    Send the work again: an object that is damaged is then written anew. If it happens twice, check that store's disk.",
    ]
  `);
  await store.put(hello);
  expect(await store.get(ADDRESS)).toEqual(hello);
});

test("an object that is not there", async () => {
  const { store, top } = await scene();
  expect(await faultOf(store.get(ADDRESS), top)).toMatchInlineSnapshot(`
    [
      "missing",
      "There is no object sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 in /srv/class.
    Check that all machines use the same store (a share that is not mounted shows an empty folder), then send the work again.",
    ]
  `);
});

test("a folder that is not there is not made", async () => {
  const { top } = await scene();
  const absent = join(top, "share");
  const told = await faultOf(folderStore(absent).put(hello), absent);
  expect(told).toMatchInlineSnapshot(`
    [
      "unreachable",
      "There is no folder /srv/class on this machine.
    Mount the share there, or make the folder yourself. Groundwork does not make it: it would be on this machine's own disk, where no other machine looks.",
    ]
  `);
  expect(await faultOf(folderStore(absent).get(ADDRESS), absent)).toEqual(told);
  expect(await readdir(top)).toEqual([]);
  await writeFile(absent, "a file");
  expect(await faultOf(folderStore(absent).put(hello), absent)).toEqual(told);
});

/** What stands where the object should be, and what is said of it. */
const OFFENCES: readonly [string, (path: string) => unknown, StoreFaultKind, string][] = [
  ["a link to the same bytes", linkToHello, "damaged", "is no file"],
  ["a pipe", (path) => execFileSync("mkfifo", [path]), "damaged", "is no file"],
  ["a folder", (path) => mkdir(path), "damaged", "is no file"],
  [
    "a terabyte",
    (path) => writeFile(path, "").then(() => truncate(path, 1e12)),
    "too-large",
    " 1000000000000 ",
  ],
];

async function linkToHello(path: string): Promise<void> {
  await writeFile(`${path}.other`, hello);
  await symlink(`${path}.other`, path);
}

test.each(OFFENCES)("%s in the place of an object is not read", async (_name, make, kind, text) => {
  const { store, top, path } = await scene();
  await mkdir(dirname(path), { recursive: true });
  await make(path);
  expect(await faultOf(store.get(ADDRESS), top)).toEqual([kind, expect.stringContaining(text)]);
});

test("a link in the place of an object is replaced, not written through", async () => {
  const { store, top, path } = await scene();
  const victim = join(top, "victim");
  await writeFile(victim, "untouched");
  await mkdir(dirname(path), { recursive: true });
  await symlink(victim, path);
  await store.put(hello);
  expect(await store.get(ADDRESS)).toEqual(hello);
  expect(await readFile(victim, "utf8")).toBe("untouched");
});

test("an object that is too large is not kept", async () => {
  const { store, top, files } = await scene();
  const told = await faultOf(store.put(Buffer.alloc(MOST_BYTES + 1)), top);
  expect(told).toMatchInlineSnapshot(`
    [
      "too-large",
      "An object of 67108865 bytes was to be kept in /srv/class; one may have 67108864.
    Lower what a hand-in may hold (\`limits\` in the assignment), then try again.",
    ]
  `);
  expect(await files()).toEqual([]);
});

test("what a killed writer has left is no object, and goes when the object is put an hour later", async () => {
  const { store, top, path, files } = await scene();
  const [old, fresh] = ["a", "b"].map((name) => join(dirname(path), `.${ADDRESS.slice(7)}.${name}.tmp`));
  await mkdir(dirname(path), { recursive: true });
  for (const each of [old!, fresh!]) await writeFile(each, "hel");
  const anHourAgo = Date.now() / 1000 - 3601;
  await utimes(old!, anHourAgo, anHourAgo);
  expect((await faultOf(store.get(ADDRESS), top))[0]).toBe("missing");
  await store.put(hello);
  expect(await store.get(ADDRESS)).toEqual(hello);
  expect(await files()).toEqual([fresh!, path].map((each) => relative(top, each)).sort());
});

test("a process that is killed while it writes leaves the object whole or absent", async () => {
  const { store, top, files } = await scene();
  const folder = new URL("folder.ts", import.meta.url).href;
  const script = `const { folderStore } = await import(${JSON.stringify(folder)});
    const store = folderStore(${JSON.stringify(top)});
    for (let n = 0; ; n += 1) { console.log(await store.put(Buffer.alloc(2_000_000, String(n)))); }`;
  const writer = spawn(process.execPath, ["--input-type=module", "-e", script], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const said: string[] = [];
  for await (const line of createInterface(writer.stdout)) {
    said.push(line);
    if (said.length === 3) writer.kill("SIGKILL");
  }
  expect(said.length).toBeGreaterThanOrEqual(3);
  const objects = (await files()).filter((name) => !name.endsWith(".tmp"));
  for (const name of objects) expect((await store.get(`sha256:${basename(name)}`)).length).toBe(2_000_000);
  for (const address of said) await store.get(address);
});

test.each(["sha256:../../etc/passwd", "md5:00", ADDRESS.toUpperCase(), ""])(
  "%j is no address",
  async (address) => {
    const { store } = await scene();
    await expect(store.get(address)).rejects.toThrow("an address is sha256: and 64 hex digits");
  },
);

test("who has called it off gets their own reason, and nothing is kept", async () => {
  const { store, files } = await scene();
  const reason = new Error("the class is over");
  await expect(store.put(hello, AbortSignal.abort(reason))).rejects.toBe(reason);
  await expect(store.get(ADDRESS, AbortSignal.abort(reason))).rejects.toBe(reason);
  expect(await files()).toEqual([]);
});

test.each([
  ["EACCES", "refused", "Let the user that runs Groundwork"],
  ["ENOSPC", "refused", "Free some space"],
  ["EROFS", "refused", "Mount it for writing"],
  ["ESTALE", "unreachable", "Check that the share is mounted"],
  ["EIO", "unreachable", "Check that the share is mounted"],
])("%s is %s", (code, kind, next) => {
  const error = Object.assign(new Error(`${code}: what the system says`), { code });
  const fault = folderFault(error, "written", "/srv/class", true);
  expect(fault.message).toBe(`An object could not be written in /srv/class: ${code}: what the system says`);
  expect(fault).toMatchObject({ kind, next: expect.stringContaining(next) });
});
