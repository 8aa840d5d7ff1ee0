import { mkdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { run } from "./run.ts";

export interface Chapter {
  /** `05-alpine-and-musl` */
  readonly id: string;
  readonly title: string;
  /** Its text as Markdown, without its title. */
  readonly text: string;
}

/** A site that is built and looked at. */
export interface Site {
  readonly name: string;
  readonly what: string;
  /** Folder of the built site. */
  readonly out: string;
  /** Path of a chapter. */
  path(chapter: string): string;
  /** Paths that axe is to look at; none where another site stands for this one. */
  pages(): Promise<readonly string[]>;
  /** Builds it from nothing; resolves with the seconds that it took. */
  build(): Promise<number>;
}

interface Peer {
  readonly name: string;
  /** Folder with everything installed. The peer's own folder is in it: Astro follows no link to its modules. */
  readonly modules: string;
  readonly chapters: readonly Chapter[];
  readonly version: string;
}

/** Starlight with these chapters, as its own starter sets it up. */
export async function starlight({ name, modules, chapters, version }: Peer): Promise<Site> {
  const folder = join(modules, "starlight");
  const pages = join(folder, "src/content/docs/course");
  await lay(folder, pages, chapters);
  // Astro compiles those packages that a project names as its own.
  const dependencies = { astro: "*", "@astrojs/starlight": "*" };
  await writeFile(
    join(folder, "package.json"),
    JSON.stringify({ type: "module", private: true, dependencies }),
  );
  await writeFile(
    join(folder, "src/content/docs/index.md"),
    "---\ntitle: Course\n---\n\n[Course](/course/)\n",
  );
  await writeFile(
    join(folder, "astro.config.mjs"),
    `import { defineConfig } from "astro/config";
import starlight from "@astrojs/starlight";
export default defineConfig({
  site: "http://localhost",
  integrations: [starlight({ title: "Peer", sidebar: [{ label: "Course", items: [{ autogenerate: { directory: "course" } }] }] })],
});
`,
  );
  await writeFile(
    join(folder, "src/content.config.ts"),
    `import { defineCollection } from "astro:content";
import { docsLoader } from "@astrojs/starlight/loaders";
import { docsSchema } from "@astrojs/starlight/schema";
export const collections = { docs: defineCollection({ loader: docsLoader(), schema: docsSchema() }) };
`,
  );
  return {
    name,
    what: version,
    out: join(folder, "dist"),
    path: (chapter) => `/course/${chapter}/`,
    pages: async () => chapters.map(({ id }) => `/course/${id}/`),
    async build() {
      for (const left of ["dist", ".astro", "node_modules/.astro", "node_modules/.vite"])
        await rm(join(folder, left), { recursive: true, force: true });
      return run(process.execPath, [join(modules, "node_modules/astro/bin/astro.mjs"), "build"], folder, {
        ASTRO_TELEMETRY_DISABLED: "1",
      });
    },
  };
}

/** VitePress with these chapters, its default theme and its local search. */
export async function vitepress({ name, modules, chapters, version }: Peer): Promise<Site> {
  const folder = join(modules, "vitepress");
  await lay(folder, join(folder, "course"), chapters);
  await mkdir(join(folder, ".vitepress"), { recursive: true });
  await writeFile(join(folder, "index.md"), "# Course\n\n[Course](/course/01-what-a-base-is)\n");
  const items = chapters.map(({ id, title }) => ({ text: title, link: `/course/${id}` }));
  await writeFile(
    join(folder, ".vitepress/config.mjs"),
    `export default { title: "Peer", ignoreDeadLinks: true, themeConfig: { search: { provider: "local" }, sidebar: ${JSON.stringify(items)} } };\n`,
  );
  return {
    name,
    what: version,
    out: join(folder, ".vitepress/dist"),
    path: (chapter) => `/course/${chapter}.html`,
    pages: async () => chapters.map(({ id }) => `/course/${id}.html`),
    async build() {
      for (const left of ["dist", "cache"])
        await rm(join(folder, ".vitepress", left), { recursive: true, force: true });
      return run(
        process.execPath,
        [join(modules, "node_modules/vitepress/bin/vitepress.js"), "build"],
        folder,
      );
    },
  };
}

async function lay(folder: string, pages: string, chapters: readonly Chapter[]): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(pages, { recursive: true });
  for (const { id, title, text } of chapters)
    await writeFile(join(pages, `${id}.md`), `---\ntitle: ${JSON.stringify(title)}\n---\n\n${text}`);
}

/**
 * Builds the chapters' text with plain Docusaurus and search, as the peers do: what our site takes longer than that is
 * taken by what it shows.
 */
export async function docusaurusOfText(
  root: string,
  folder: string,
  chapters: readonly Chapter[],
): Promise<() => Promise<number>> {
  await lay(folder, join(folder, "docs"), chapters);
  await symlink(join(root, "node_modules"), join(folder, "node_modules"));
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true }));
  await writeFile(
    join(folder, "docusaurus.config.js"),
    `module.exports = {
  title: "Text", url: "http://localhost", baseUrl: "/", future: { v4: true, faster: true },
  onBrokenLinks: "ignore", onBrokenAnchors: "ignore",
  markdown: { format: "md", hooks: { onBrokenMarkdownLinks: "ignore", onBrokenMarkdownImages: "ignore" } },
  presets: [["classic", { docs: { routeBasePath: "course", numberPrefixParser: false }, blog: false, pages: false }]],
  themes: [["@easyops-cn/docusaurus-search-local", { hashed: true, indexBlog: false, docsRouteBasePath: "course" }]],
};
`,
  );
  return async () => {
    for (const left of ["build", ".docusaurus"])
      await rm(join(folder, left), { recursive: true, force: true });
    return docusaurus(root, folder, {});
  };
}

function docusaurus(root: string, cwd: string, env: NodeJS.ProcessEnv, ...args: string[]): Promise<number> {
  const command = join(root, "node_modules/@docusaurus/core/bin/docusaurus.mjs");
  return run(process.execPath, [command, "build", ...args], cwd, {
    NODE_ENV: undefined,
    DOCUSAURUS_NO_PERSISTENT_CACHE: "true",
    ...env,
  });
}

/** Our own site, whole: every component, recording and lab. */
export function ours(name: string, what: string, root: string, out: string, heavy: boolean): Site {
  return {
    name,
    what,
    out,
    path: (chapter) => `/course/${chapter}/`,
    // The same pages stand in both, and plain Docusaurus answers for none of them.
    pages: async () => (heavy ? [] : [...(await pagesIn(out)), "/no-such-page/"]),
    async build() {
      const generated = `.docusaurus/bench-${heavy ? "heavy" : "light"}`;
      await rm(join(root, generated), { recursive: true, force: true });
      await rm(out, { recursive: true, force: true });
      const env = {
        GROUNDWORK_BASE_URL: "/",
        GROUNDWORK_BENCH: "1",
        GROUNDWORK_HEAVY: heavy ? "1" : undefined,
        GROUNDWORK_SITE_FIXTURES: undefined,
        DOCUSAURUS_GENERATED_FILES_DIR_NAME: generated,
      };
      const seconds = await docusaurus(root, root, env, "--out-dir", out);
      await rm(join(root, generated), { recursive: true, force: true });
      return seconds;
    },
  };
}

/** Paths of all pages of a built site, from its map for search engines. */
async function pagesIn(out: string): Promise<string[]> {
  const map = await readFile(join(out, "sitemap.xml"), "utf8");
  return [...map.matchAll(/<loc>(.*?)<\/loc>/g)].map(([, url = ""]) => new URL(url).pathname);
}
