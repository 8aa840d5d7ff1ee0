import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { availableParallelism, cpus, loadavg, tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import * as z from "zod";
import { launch } from "../tests/site/browser.ts";
import { PROJECT_DIR } from "../workbench/project.ts";
import { HEAVY, STARLIGHT } from "./site/bounds.ts";
import { load, readChapters } from "./site/chapters.ts";
import { axeOf } from "./site/axe.ts";
import { bytesOf, paintOf } from "./site/measure.ts";
import type { Lighthouse, Paint } from "./site/measure.ts";
import { docusaurusOfText, ours, starlight, vitepress } from "./site/peers.ts";
import type { Chapter, Site } from "./site/peers.ts";
import { run } from "./site/run.ts";
import { medianOf, resultSchema } from "./site/schema.ts";
import type { Result, SiteResult } from "./site/schema.ts";
import { serveGzipped } from "./site/server.ts";
import { asMarkdown } from "./site/text.ts";
import { PACKAGES } from "./site/versions.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "5" },
    builds: { type: "string", default: "3" },
    chapter: { type: "string", default: "05-alpine-and-musl" },
    out: { type: "string", default: join(PROJECT_DIR, "bench/results/site.json") },
    modules: { type: "string" },
    pages: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", short: "h", default: false },
  },
});
const runs = Number(values.runs);
const builds = Number(values.builds);
const most = values.pages === undefined ? null : Number(values.pages);

/**
 * The process that paints in place of a graphics card starts with the first page, and the page waits for it: 0.6 s
 * without work of its own, which Lighthouse takes times four for a phone's and counts as blocking. So no site gets it.
 */
const withoutGpu = "--disable-gpu";

const say = (line: string): void => console.error(line);
const load1 = (): number => Number((loadavg()[0] ?? 0).toFixed(1));

if (values.help) {
  console.log(`Usage: npm run bench:site -- [--runs N] [--builds N] [--chapter ID] [--out FILE] [--modules DIR] [--pages N] [--json]

Builds the course with our site, with ours on plain Docusaurus, and its texts with
Starlight and VitePress, which npm brings into a temporary folder. Measures builds,
Lighthouse (mobile) on the chapter ID, bytes of every chapter, and axe in both themes
on every page of ours and every chapter of the peers. Writes FILE and a .md
beside it. Takes over ten minutes. DIR keeps what npm brings for the next run. Do nothing else on the machine meanwhile. To try the
bench itself, --pages looks at no more than N pages of each site; the result says so.`);
} else {
  const folder = await mkdtemp(join(tmpdir(), "groundwork-bench-"));
  try {
    const result = await measureAll(folder);
    await write(values.out, `${JSON.stringify(result, null, 2)}\n`);
    await write(values.out.replace(/\.json$/, ".md"), asMarkdown(result));
    console.log(values.json ? JSON.stringify(result) : asMarkdown(result));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function write(file: string, text: string): Promise<void> {
  await mkdir(join(file, ".."), { recursive: true });
  await writeFile(`${file}.part`, text);
  await rename(`${file}.part`, file);
}

async function measureAll(folder: string): Promise<Result> {
  const loadBefore = load1();
  const modules = resolve(values.modules ?? join(folder, "modules"));
  await install(modules);
  say("Building our own site, whose text the peers get …");
  const what = `Docusaurus ${await docusaurusVersion()} with every component, recording and lab`;
  const own = ours("Groundwork", what, PROJECT_DIR, join(folder, "light"), false);
  await own.build();
  const chapters = await readChapters(own.out, modules);
  const heavy = ours(
    HEAVY,
    "the same without our levers, GROUNDWORK_HEAVY=1",
    PROJECT_DIR,
    join(folder, "heavy"),
    true,
  );
  const sites = [own, heavy, ...(await peers(modules, chapters))];
  const text = await docusaurusOfText(PROJECT_DIR, join(folder, "text"), chapters);
  const times = await buildAll([...sites, { name: "Docusaurus with the text only", build: text }]);
  const { browser, looked } = await lookAtAll(sites, chapters, modules);
  return resultSchema.parse({
    format: "groundwork.bench-site/1",
    date: new Date().toISOString(),
    machine: {
      processor: cpus()[0]?.model ?? "unknown",
      cores: availableParallelism(),
      node: process.version,
      loadBefore,
      loadAfter: load1(),
    },
    browser,
    lighthouse: PACKAGES.lighthouse,
    runs,
    builds,
    most,
    chapter: values.chapter,
    textOnly: medianOf(times.at(-1) ?? []),
    sites: looked.map((site, index) => ({ ...site, build: medianOf(times[index] ?? []) })),
  } satisfies Result);
}

async function docusaurusVersion(): Promise<string> {
  const text = await readFile(join(PROJECT_DIR, "node_modules/@docusaurus/core/package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}

async function install(modules: string): Promise<void> {
  say("Installing the peers and Lighthouse into a temporary folder …");
  await mkdir(modules, { recursive: true });
  await writeFile(join(modules, "package.json"), JSON.stringify({ private: true, dependencies: PACKAGES }));
  await run("npm", ["install", "--no-audit", "--no-fund"], modules);
}

function peers(modules: string, chapters: readonly Chapter[]): Promise<Site[]> {
  const common = { modules, chapters };
  return Promise.all([
    starlight({
      ...common,
      name: STARLIGHT,
      version: `@astrojs/starlight ${PACKAGES["@astrojs/starlight"]}, astro ${PACKAGES.astro}; the chapters' text only`,
    }),
    vitepress({
      ...common,
      name: "VitePress",
      version: `vitepress ${PACKAGES.vitepress}; the chapters' text only`,
    }),
  ]);
}

/** Builds each site some times, in turn, so that a busy minute of the machine meets all of them. */
async function buildAll(sites: readonly Pick<Site, "name" | "build">[]): Promise<number[][]> {
  const times: number[][] = sites.map(() => []);
  for (let round = 1; round <= builds; round++)
    for (const [index, site] of sites.entries()) {
      const seconds = await site.build();
      times[index]?.push(seconds);
      say(`build ${round}/${builds}  ${site.name}: ${seconds.toFixed(1)} s`);
    }
  return times;
}

async function lookAtAll(
  sites: readonly Site[],
  chapters: readonly Chapter[],
  modules: string,
): Promise<{ browser: string; looked: Omit<SiteResult, "build">[] }> {
  await using served = new AsyncDisposableStack();
  const origins = await Promise.all(sites.map(async ({ out }) => served.use(await serveGzipped(out)).origin));
  const paints = await paintAll(sites, origins, modules);
  await using browser = await launch();
  const looked: Omit<SiteResult, "build">[] = [];
  for (const [index, site] of sites.entries()) {
    const origin = origins[index] ?? "";
    const some = chapters.slice(0, most ?? undefined);
    say(`bytes  ${site.name}: ${some.length} chapters`);
    const bytes: SiteResult["chapters"] = [];
    for (const { id } of some)
      bytes.push({ chapter: id, ...(await bytesOf(browser, origin + site.path(id))) });
    const pages = (await site.pages()).slice(0, most ?? undefined);
    say(`axe  ${site.name}: ${pages.length} pages in both themes`);
    const axe = pages.length > 0 && {
      axe: await axeOf(
        browser,
        pages.map((path) => origin + path),
      ),
    };
    const paint = mediansOf(paints[index] ?? []);
    looked.push({ name: site.name, what: site.what, paint, chapters: bytes, ...axe });
  }
  return { browser: `Chromium ${browser.version()}`, looked };
}

/** Lighthouse on each site in turn, each time in a browser of its own. */
async function paintAll(
  sites: readonly Site[],
  origins: readonly string[],
  modules: string,
): Promise<Paint[][]> {
  const lighthouse = (await load(modules, "lighthouse"))["default"] as Lighthouse;
  const paints: Paint[][] = sites.map(() => []);
  for (let round = 1; round <= runs; round++)
    for (const [index, site] of sites.entries()) {
      const paint = await paintOnce(lighthouse, `${origins[index] ?? ""}${site.path(values.chapter)}`);
      paints[index]?.push(paint);
      say(
        `lighthouse ${round}/${runs}  ${site.name}: LCP ${paint.lcp.toFixed(0)} ms, TBT ${paint.tbt.toFixed(0)} ms`,
      );
    }
  return paints;
}

async function paintOnce(lighthouse: Lighthouse, url: string): Promise<Paint> {
  const port = await freePort();
  const browser = await launch(`--remote-debugging-port=${port}`, withoutGpu);
  try {
    return await paintOf(lighthouse, url, port);
  } finally {
    await browser.close();
  }
}

function mediansOf(paints: readonly Paint[]): SiteResult["paint"] {
  const of = (key: keyof Paint) => medianOf(paints.map((paint) => paint[key]));
  return {
    fcp: of("fcp"),
    lcp: of("lcp"),
    tbt: of("tbt"),
    cls: of("cls"),
    scripts: of("scripts"),
    layout: of("layout"),
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
