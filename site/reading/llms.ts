import type { LoadedPlugin } from "@docusaurus/types";
import * as z from "zod";

const Doc = z.object({
  id: z.string(),
  title: z.string(),
  description: z.string(),
  permalink: z.string(),
  draft: z.boolean(),
});
const Content = z.object({ loadedVersions: z.array(z.object({ docs: z.array(Doc) })) });
type Page = z.infer<typeof Doc>;

/** The pages of the course that the docs plugin has loaded, in the course's order: chapters by their number, then the rest. */
export function pagesOf(plugins: readonly Pick<LoadedPlugin, "name" | "options" | "content">[]): Page[] {
  const docs = plugins.find(
    ({ name, options }) => name === "docusaurus-plugin-content-docs" && options.id === "default",
  );
  const [version] = Content.parse(docs?.content).loadedVersions;
  return (version?.docs ?? []).filter(({ draft }) => !draft).sort((a, b) => a.id.localeCompare(b.id, "en"));
}

/** The pages as `llms.txt` lists them: a heading, what it is, and for each page a link and one line. */
export function listOfPages(
  { title, tagline, url }: { readonly title: string; readonly tagline: string; readonly url: string },
  pages: readonly Page[],
): string {
  const isChapter = ({ id }: Page): boolean => /^\d{2}-/.test(id);
  const lines = (some: readonly Page[]): string[] =>
    some.map((page) => `- [${page.title}](${url}${page.permalink}): ${page.description}`);
  return [
    `# ${title}`,
    "",
    `> ${tagline} A course on Docker base images. Every size, error text and exit code on its pages was recorded from a run.`,
    "",
    "## Chapters",
    "",
    ...lines(pages.filter(isChapter)),
    "",
    "## Further pages",
    "",
    ...lines(pages.filter((page) => !isChapter(page))),
    "",
  ].join("\n");
}
