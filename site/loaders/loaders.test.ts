import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Chapter } from "../chapters.ts";
import type { FileDiff } from "../lab-diff.ts";
import type { Listed } from "../listed.ts";
import type { GuideTables } from "../guide/table.ts";
import type { ThreatGroup } from "../guide/threats.ts";
import chaptersLoader from "./chapters.ts";
import guideLoader from "./guide.ts";
import labDiffLoader from "./lab-diff.ts";
import labLoader from "./lab.ts";
import observationLoader from "./observation.ts";
import publishedLoader from "./published.ts";
import recordingsLoader from "./recordings.ts";
import regionLoader from "./region.ts";
import threatsLoader from "./threats.ts";
import { toModule } from "./context.ts";

const root = join(import.meta.dirname, "../..");

function contextOf(path: string, query: string) {
  const dependencies: string[] = [];
  return {
    resourcePath: join(root, path),
    resourceQuery: `?${query}&page=docs/a-page.mdx`,
    rootContext: root,
    dependencies,
    addDependency: (file: string) => dependencies.push(file),
    addContextDependency: (folder: string) => dependencies.push(folder),
  };
}

async function valueOf(script: string): Promise<unknown> {
  const module = (await import(`data:text/javascript,${encodeURIComponent(script)}`)) as { default: unknown };
  return module.default;
}

const read = (path: string): Promise<string> => readFile(join(root, path), "utf8");

test("a region becomes a module", async () => {
  const file = "site/fixtures/region.Dockerfile";
  const script = regionLoader.call(contextOf(file, "region=second"), await read(file));
  expect(await valueOf(script)).toEqual({ code: "FROM scratch\nCOPY --from=first /app /app", firstLine: 3 });
});

test("a missing region names the page, the file and the regions that there are", async () => {
  const file = "site/fixtures/region.ts";
  const text = await read(file);
  expect(() => regionLoader.call(contextOf(file, "region=absent"), text)).toThrow(
    'docs/a-page.mdx: site/fixtures/region.ts: there is no region "absent"; regions there: shown, inner',
  );
});

test("an observation becomes a module", async () => {
  const file = "site/fixtures/99-fixture.json";
  const script = observationLoader.call(contextOf(file, "key=debian-run"), await read(file));
  expect(await valueOf(script)).toMatchObject({ observation: { kind: "run", exitCode: 0 } });
});

test("an unknown key names the page, the key and the nearest keys", async () => {
  const file = "site/fixtures/99-fixture.json";
  const text = await read(file);
  expect(() => observationLoader.call(contextOf(file, "key=debian-runs"), text)).toThrow(
    /^docs\/a-page\.mdx: .*no observation "debian-runs"; nearest: debian-run/,
  );
});

test("a lab's manifest becomes a module, and a malformed one names the key", async () => {
  const file = "labs/03-scratch/lab.yaml";
  const text = await read(file);
  expect(await valueOf(labLoader.call(contextOf(file, ""), text))).toMatchObject({ id: "03-scratch" });
  expect(() => labLoader.call(contextOf(file, ""), `${text}\nsurplus: 1\n`)).toThrow("surplus");
});

test("a lab's diffs become a module, in the manifest's order, and watch both sides", async () => {
  const file = "labs/03-scratch/lab.yaml";
  const context = contextOf(file, "");
  const diffs = (await valueOf(labDiffLoader.call(context, await read(file)))) as FileDiff[];
  expect(diffs.map(({ path }) => path).slice(0, 2)).toEqual(["static/Dockerfile", "user/Dockerfile"]);
  for (const side of ["starter", "solution"])
    expect(context.dependencies).toContain(join(root, "labs/03-scratch", side, "static/Dockerfile"));
});

test("a lab whose solutions differ between learners has no diff", async () => {
  const file = "labs/12-own-image/lab.yaml";
  const text = await read(file);
  expect(() => labDiffLoader.call(contextOf(file, ""), text)).toThrow("differs between learners");
});

test("all recordings become a list that holds no observation's text", async () => {
  const file = "recordings/02-layers.json";
  const context = contextOf(file, "");
  const listed = (await valueOf(recordingsLoader.call(context))) as Listed[];
  expect(listed).toHaveLength(12);
  expect(context.dependencies).toContain(join(root, "recordings"));
  const [first] = listed;
  expect(first).toMatchObject({
    experiment: "01-base-image",
    command: "npx groundwork record 01-base-image",
  });
  expect(first?.observations[0]).toEqual({ key: "debian-image", kind: "image", title: expect.any(String) });
});

test("the chapters become a module with their predictions", async () => {
  const chapters = (await valueOf(chaptersLoader.call(contextOf("docs/index.mdx", "")))) as Chapter[];
  expect(chapters).toHaveLength(12);
  expect(chapters[2]?.predictions).toContain("03-dynamic");
});

test("what others have published of a base becomes a module, and an unknown base names the page", async () => {
  const file = "workbench/bases/catalogue.ts";
  const [size] = (await valueOf(publishedLoader.call(contextOf(file, "base=ubuntu")))) as unknown[];
  expect(size).toMatchObject({ measure: "compressed", source: expect.stringContaining("repo-info") });
  expect(() => publishedLoader.call(contextOf(file, "base=absent"))).toThrow(
    'docs/a-page.mdx: the catalogue has no base "absent"',
  );
});

test("the guide's tables become a module, and watch the code that they are made from", async () => {
  const file = "bench/results/grade.json";
  const context = contextOf(file, "");
  const tables = (await valueOf(guideLoader.call(context, await read(file)))) as GuideTables;
  expect(Object.keys(tables)).toEqual(["sandbox", "intake", "late", "speed", "minutes"]);
  expect(context.dependencies).toContain(join(root, "workbench/grade/sandbox/limits.ts"));
});

test("the register of threats becomes a module", async () => {
  const file = "docs/instructors/threats.yaml";
  const groups = (await valueOf(threatsLoader.call(contextOf(file, ""), await read(file)))) as ThreatGroup[];
  expect(groups.map(({ id }) => id)).toEqual(["machine", "intake", "marks", "others", "machines"]);
});

test("a loader is run again when its own code changes", () => {
  const context = contextOf("a.ts", "");
  regionLoader.call(context, "const a = 1;");
  expect(context.dependencies).toEqual([join(import.meta.dirname, "region.ts")]);
});

test("no text can end the script that carries it", () => {
  expect(toModule({ text: "</script>\u2028" })).toBe('export default {"text":"\\u003c/script>\\u2028"};');
});
