import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseRecording } from "../recorded.ts";
import type { Recording } from "../../workbench/record/schema.ts";
import type { LoaderContext } from "./context.ts";

/** Files of a folder whose names end so, in order, with their texts; each is watched, and so is the folder. */
export function filesIn(
  context: LoaderContext,
  folder: string,
  ending: RegExp,
): [name: string, text: string][] {
  context.addContextDependency(folder);
  const names = readdirSync(folder).filter((name) => ending.test(name));
  return names.sort().map((name) => {
    const file = join(folder, name);
    context.addDependency(file);
    return [name, readFileSync(file, "utf8")];
  });
}

/** All recordings of a folder, in order. */
export function recordingsIn(context: LoaderContext, folder: string): Recording[] {
  return filesIn(context, folder, /\.json$/).map(([, text]) => parseRecording(text));
}
