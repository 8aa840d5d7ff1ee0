import { publishedOf } from "../published.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/** Imports what the catalogue of bases says that others have measured of one base: `?base=ubuntu`. */
export default function publishedLoader(this: LoaderContext): string {
  this.addDependency(import.meta.filename);
  return forPage(this, (query) => toModule(publishedOf(query.get("base") ?? "")));
}
