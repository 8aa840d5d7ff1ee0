import { parse } from "yaml";
import { factsSchema } from "../../workbench/course/facts-schema.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/** Imports the register of facts, checked. */
export default function factsLoader(this: LoaderContext, source: string): string {
  this.addDependency(import.meta.filename);
  return forPage(this, () => toModule(factsSchema.parse(parse(source)).facts));
}
