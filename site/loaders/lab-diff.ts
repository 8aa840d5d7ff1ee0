import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { parse } from "yaml";
import { manifestSchema } from "../../workbench/lab/manifest.ts";
import { fileDiff } from "../lab-diff.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/** Imports what a lab's solution changes of its starter, file by file, in the order of the manifest; each file is watched. */
export default function labDiffLoader(this: LoaderContext, source: string): string {
  this.addDependency(import.meta.filename);
  return forPage(this, () => {
    const lab = manifestSchema.parse(parse(source));
    if (Object.keys(lab.variants).length > 0)
      throw new Error(`lab ${lab.id} differs between learners: there is no one solution to show`);
    const folder = dirname(this.resourcePath);
    const read = (side: string, path: string): string | null => {
      const file = join(folder, side, path);
      if (!existsSync(file)) return null;
      this.addDependency(file);
      return readFileSync(file, "utf8");
    };
    const diffs = lab.handIn.map(({ path }) => fileDiff(path, read("starter", path), read("solution", path)));
    return toModule(diffs.filter((diff) => diff !== null));
  });
}
