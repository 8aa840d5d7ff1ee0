import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { buildSite, lastBuilt } from "./build.ts";
import { SiteBuildError } from "./builder.ts";
import { fingerprint } from "./inputs.ts";

let root: string;

async function put(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true });
  await writeFile(join(root, path), text);
}

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "groundwork-build-"));
  await put("docs/a.mdx", "one");
});

afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

test.each([
  ["docs/a.mdx", "two"],
  ["docs/b.mdx", ""],
  ["recordings/a.json", "{}"],
  ["labs/01-a/starter/Dockerfile", "FROM scratch"],
  ["workbench/record/schema.ts", ""],
  ["docusaurus.config.ts", ""],
  ["package-lock.json", "{}"],
])("a change of %s changes the fingerprint", async (path, text) => {
  const before = await fingerprint(root);
  await put(path, text);
  expect(await fingerprint(root)).not.toBe(before);
});

test("dates, and files that no page is made of, change nothing", async () => {
  const before = await fingerprint(root);
  await utimes(join(root, "docs/a.mdx"), 0, 0);
  await put("workbench/engine/a.ts", "");
  await put("README.md", "");
  expect(await fingerprint(root)).toBe(before);
});

/** Stands where the real builder does: writes a page, or fails. */
const builder = (body: string): Promise<void> =>
  put("node_modules/@docusaurus/core/bin/docusaurus.mjs", body);

const writesPage = `
  import { mkdirSync, writeFileSync } from "node:fs";
  const folder = process.argv.at(-1);
  mkdirSync(folder, { recursive: true });
  writeFileSync(folder + "/index.html", "built");
`;

test("what was built from the same inputs is not built again", async () => {
  await builder(writesPage);
  const said: string[] = [];
  const job = { root, store: join(root, "store"), say: (line: string) => said.push(line) };
  const first = await buildSite(job);
  expect(await readdir(first)).toEqual(["index.html"]);
  expect(await buildSite(job)).toBe(first);
  expect(said).toHaveLength(1);

  await put("docs/a.mdx", "two");
  const second = await buildSite(job);
  expect(second).not.toBe(first);
  expect(await lastBuilt(job.store)).toBe(second);

  await put("docs/a.mdx", "three");
  await buildSite(job);
  expect(await readdir(job.store)).toHaveLength(2);
});

test("a build that fails leaves nothing behind and tells the builder's own words", async () => {
  await builder('console.error("a link is broken"); process.exitCode = 1;');
  const store = join(root, "store");
  const building = buildSite({ root, store, say: () => undefined });
  await expect(building).rejects.toThrow(SiteBuildError);
  await expect(building).rejects.toThrow("a link is broken");
  expect(await readdir(store)).toEqual([]);
  expect(await lastBuilt(store)).toBeNull();
});

test("a build that is cancelled ends and leaves nothing behind", async () => {
  await builder("setInterval(() => undefined, 1000);");
  const store = join(root, "store");
  const building = buildSite({ root, store, say: () => undefined, signal: AbortSignal.timeout(200) });
  await expect(building).rejects.toThrow();
  expect(await readdir(store)).toEqual([]);
});
