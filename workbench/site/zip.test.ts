import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { strFromU8, unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { portableFiles } from "./portable-folder.ts";
import { zipped } from "./zip.ts";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "groundwork-zip-"));
  await mkdir(join(folder, "assets/js"), { recursive: true });
  await writeFile(join(folder, "index.html"), '<link rel="stylesheet" href="/assets/a.css">');
  await writeFile(join(folder, "404.html"), "no such page");
  await writeFile(join(folder, "search-index-1.json"), "[]");
  await writeFile(join(folder, "assets/a.css"), "a{src:url(/assets/b.woff2)}");
  await writeFile(join(folder, "assets/b.woff2"), "font");
  await writeFile(join(folder, "assets/js/main.js"), "");
});

afterAll(() => rm(folder, { recursive: true, force: true }));

test("the zip holds one folder, without what needs a server or scripts", async () => {
  const files = unzipSync(await zipped(await portableFiles(folder), "course"));
  expect(Object.keys(files)).toEqual(["course/assets/a.css", "course/assets/b.woff2", "course/index.html"]);
  expect(strFromU8(files["course/assets/a.css"] ?? new Uint8Array())).toBe("a{src:url(b.woff2)}");
});

test("the same pages give the same bytes", async () => {
  const [first, second] = [await portableFiles(folder), await portableFiles(folder)];
  expect(await zipped(first, "course")).toEqual(await zipped(second, "course"));
});
