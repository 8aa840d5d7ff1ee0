import { cutObservation, parseRecording } from "../recorded.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/** Imports one observation of a recording (`?key=…`) with its provenance. */
export default function observationLoader(this: LoaderContext, source: string): string {
  this.addDependency(import.meta.filename);
  return forPage(this, (query) => toModule(cutObservation(parseRecording(source), query.get("key") ?? "")));
}
