import { dirname } from "node:path";
import { toListed } from "../listed.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";
import { recordingsIn } from "./folder.ts";

/** Imports the list of all recordings in the folder of the imported one. */
export default function recordingsLoader(this: LoaderContext): string {
  this.addDependency(import.meta.filename);
  return forPage(this, () => toModule(recordingsIn(this, dirname(this.resourcePath)).map(toListed)));
}
