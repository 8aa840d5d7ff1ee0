import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { gather } from "../../workbench/choose/gather.ts";
import { known } from "../../workbench/choose/known.ts";
import { parseRecording } from "../recorded.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/** Imports the chooser's evidence, gathered from the folder of the imported recording: all of them, and each is watched. */
export default function evidenceLoader(this: LoaderContext): string {
  this.addDependency(import.meta.filename);
  return forPage(this, () => {
    const folder = dirname(this.resourcePath);
    const files = readdirSync(folder).filter((name) => name.endsWith(".json"));
    const recordings = files.map((name) => {
      const file = join(folder, name);
      this.addDependency(file);
      return parseRecording(readFileSync(file, "utf8"));
    });
    return toModule(gather(recordings, known));
  });
}
