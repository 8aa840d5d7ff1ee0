import { readFile, readdir } from "node:fs/promises";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import * as z from "zod";
import type { Chapter } from "./peers.ts";

/** The little of unified that is used; it is installed by the bench, so its own types are not there. */
interface Processor {
  use(plugin: unknown, options?: object): Processor;
  process(text: string): Promise<{ toString(): string }>;
}

/** Loads a package from the folder that the bench has installed it in. */
export async function load(modules: string, name: string): Promise<Record<string, unknown>> {
  const require = createRequire(join(modules, "package.json"));
  const loaded: unknown = await import(pathToFileURL(require.resolve(name)).href);
  return z.record(z.string(), z.unknown()).parse({ ...(loaded as object) });
}

/**
 * The chapters' texts, taken from our built pages: all prose, tables, code and outputs, so that each peer shows the same.
 * What only our components do is left out, which favours the peers.
 */
export async function readChapters(built: string, modules: string): Promise<Chapter[]> {
  const { unified } = await load(modules, "unified");
  const plugins: [unknown, object?][] = [
    [(await load(modules, "rehype-parse"))["default"], { fragment: true }],
    [(await load(modules, "rehype-remark"))["default"]],
    [(await load(modules, "remark-gfm"))["default"]],
    [(await load(modules, "remark-stringify"))["default"]],
  ];
  const processor = plugins.reduce(
    (made, [plugin, options]) => made.use(plugin, options),
    (unified as () => Processor)(),
  );
  const names = (await readdir(join(built, "course"))).filter((name) => /^\d{2}-/.test(name)).sort();
  return Promise.all(
    names.map(async (id) => {
      const html = await readFile(join(built, "course", id, "index.html"), "utf8");
      const { title, article } = articleOf(html);
      const text = String(await processor.process(article));
      // Both peers read these as their own; to a reader they look the same.
      return { id, title, text: text.replaceAll("{{", "{ {").replaceAll("<!--", "") };
    }),
  );
}

/** The title of a built page, and its text's HTML without drawings and controls. */
export function articleOf(html: string): { title: string; article: string } {
  const title = /<h1[^>]*>(.*?)<\/h1>/s.exec(html)?.[1]?.replace(/<[^>]+>/g, "") ?? "";
  const from = html.indexOf("</header>", html.indexOf("theme-doc-markdown"));
  const to = html.indexOf("</article>", from);
  if (from < 0 || to < 0) throw new Error("a built page has no article: did the theme's markup change?");
  const article = html
    .slice(from + "</header>".length, to)
    .replace(/<!--.*?-->/gs, "")
    .replace(/<(svg|style|script|button|select|template)\b.*?<\/\1>/gs, "")
    .replace(/<input\b[^>]*>/g, "")
    .replace(/<pre\b[^>]*language-(\w+)[^>]*>\s*<code\b[^>]*>/g, "<pre><code class=language-$1>");
  return { title, article };
}
