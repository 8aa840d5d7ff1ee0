import { parseThreats } from "../guide/threats.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/** Imports the register of threats, checked. */
export default function threatsLoader(this: LoaderContext, source: string): string {
  this.addDependency(import.meta.filename);
  return forPage(this, () => toModule(parseThreats(source)));
}
