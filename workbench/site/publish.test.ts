import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { SiteBuildError } from "../serve/builder.ts";
import { publishSite } from "./publish.ts";
import { siteReportSchema } from "./report.ts";

let root: string;
let out: string;

/** Stands where the real builder does. */
async function builder(body: string): Promise<void> {
  const file = join(root, "node_modules/@docusaurus/core/bin/docusaurus.mjs");
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, body);
}

const writesItsPlace = `
  import { mkdirSync, writeFileSync } from "node:fs";
  const folder = process.argv.at(-1);
  mkdirSync(folder, { recursive: true });
  const { GROUNDWORK_BASE_URL, GROUNDWORK_SITE_URL, GROUNDWORK_REPOSITORY } = process.env;
  writeFileSync(folder + "/index.html", [GROUNDWORK_BASE_URL, GROUNDWORK_SITE_URL, GROUNDWORK_REPOSITORY].join());
`;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "groundwork-publish-"));
  out = join(root, "out/site");
});

afterEach(() => rm(root, { recursive: true, force: true }));

test("the builder is told the place, and the folder says what it is", async () => {
  await builder(writesItsPlace);
  const place = { basePath: "/a/b/", origin: "https://example.org", repository: "https://example.org/me/it" };
  const report = await publishSite({ root, out, place });
  expect(await readFile(join(out, "index.html"), "utf8")).toBe(
    "/a/b/,https://example.org,https://example.org/me/it",
  );
  const { path, ...said } = siteReportSchema.parse(report);
  expect(path).toBe(out);
  expect(JSON.parse(await readFile(join(out, "groundwork-site.json"), "utf8"))).toEqual(said);
});

test("an older site of ours is replaced as a whole", async () => {
  await builder(writesItsPlace);
  await publishSite({ root, out, place: { basePath: "/" } });
  await writeFile(join(out, "old.html"), "");
  await publishSite({ root, out, place: { basePath: "/new/" } });
  expect((await readdir(out)).sort()).toEqual([".nojekyll", "groundwork-site.json", "index.html"]);
  expect(await readdir(dirname(out))).toEqual(["site"]);
});

test("what is no site of ours is never replaced", async () => {
  await builder(writesItsPlace);
  await mkdir(out, { recursive: true });
  await writeFile(join(out, "thesis.txt"), "");
  await expect(publishSite({ root, out, place: { basePath: "/" } })).rejects.toThrow("no site of ours");
  await expect(publishSite({ root, out: join(out, "thesis.txt"), place: { basePath: "/" } })).rejects.toThrow(
    "is a file",
  );
});

test("a build that fails leaves the site that was there", async () => {
  await builder(writesItsPlace);
  await publishSite({ root, out, place: { basePath: "/" } });
  await builder('console.error("a link is broken"); process.exitCode = 1;');
  await expect(publishSite({ root, out, place: { basePath: "/new/" } })).rejects.toThrow(SiteBuildError);
  expect(await readFile(join(out, "index.html"), "utf8")).toMatch(/^\/,/);
  expect(await readdir(dirname(out))).toEqual(["site"]);
});
