import { relative } from "node:path";
import { cutRegion } from "../regions.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/** Imports one region of a source file (`?region=static`), or the whole file. */
export default function regionLoader(this: LoaderContext, source: string): string {
  this.addDependency(import.meta.filename);
  return forPage(this, (query) => {
    try {
      return toModule(cutRegion(source, query.get("region")));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Error(`${relative(this.rootContext, this.resourcePath)}: ${reason}`, { cause: error });
    }
  });
}
