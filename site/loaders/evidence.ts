import { dirname } from "node:path";
import { gather } from "../../workbench/choose/gather.ts";
import { known } from "../../workbench/choose/known.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";
import { recordingsIn } from "./folder.ts";

/** Imports the chooser's evidence, gathered from the folder of the imported recording: all of them, and each is watched. */
export default function evidenceLoader(this: LoaderContext): string {
  this.addDependency(import.meta.filename);
  return forPage(this, () => toModule(gather(recordingsIn(this, dirname(this.resourcePath)), known)));
}
