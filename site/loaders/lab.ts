import { parse } from "yaml";
import { manifestSchema } from "../../workbench/lab/manifest.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/** Imports a lab's manifest, checked. */
export default function labLoader(this: LoaderContext, source: string): string {
  this.addDependency(import.meta.filename);
  return forPage(this, () => toModule(manifestSchema.parse(parse(source))));
}
