import { copyFile, glob, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { LoadContext, Plugin } from "@docusaurus/types";
import { normalizePluginOptions } from "@docusaurus/utils-validation";

/** What we use of the package, whose own types say nothing of it. */
interface SearchLocal {
  default(context: LoadContext, options: unknown): Plugin;
  validateOptions(given: { options: unknown; validate: typeof normalizePluginOptions }): unknown;
}

const search = createRequire(import.meta.url)("@easyops-cn/docusaurus-search-local") as SearchLocal;

type PostBuild = NonNullable<Plugin["postBuild"]>;

/**
 * The search's theme, whose index is made from copies of the pages. It takes for a section what follows its heading as
 * a neighbour, so the wrappers of still parts (`site/weight/still`) go from the copies; and nothing else of the build
 * rewrites a page while it is read.
 */
export function searchTheme(context: LoadContext, options: unknown): Plugin {
  const plugin = search.default(
    context,
    search.validateOptions({ options, validate: normalizePluginOptions }),
  );
  return {
    ...plugin,
    postBuild: (build) => onCopies(build, async (copy) => plugin.postBuild?.(copy)),
  };
}

async function onCopies(build: Parameters<PostBuild>[0], index: PostBuild): Promise<void> {
  const copies = await mkdtemp(join(tmpdir(), "groundwork-search-"));
  try {
    for await (const page of glob("**/*.html", { cwd: build.outDir })) {
      const html = await readFile(join(build.outDir, page), "utf8");
      await mkdir(join(copies, dirname(page)), { recursive: true });
      await writeFile(join(copies, page), html.replaceAll(/<\/?gw-(?:still|later)>/g, ""));
    }
    await index({ ...build, outDir: copies });
    for await (const made of glob("*.json", { cwd: copies }))
      await copyFile(join(copies, made), join(build.outDir, made));
  } finally {
    await rm(copies, { recursive: true, force: true });
  }
}
