import { dirname } from "node:path";
import { chapterOf } from "../chapters.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";
import { filesIn } from "./folder.ts";

/** Imports what the chapters beside the imported page tell of themselves. */
export default function chaptersLoader(this: LoaderContext): string {
  this.addDependency(import.meta.filename);
  const folder = dirname(this.resourcePath);
  return forPage(this, () =>
    toModule(filesIn(this, folder, /^\d{2}-.*\.mdx$/).map(([name, text]) => chapterOf(name, text))),
  );
}
