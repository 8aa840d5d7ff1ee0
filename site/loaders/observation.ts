import { cutObservation, parseRecording } from "../recorded.ts";
import { shownBy } from "../shown.ts";
import { forPage, toModule } from "./context.ts";
import type { LoaderContext } from "./context.ts";

/** Imports what a component (`?for=…`) shows of one observation of a recording (`?key=…`), with its provenance. */
export default function observationLoader(this: LoaderContext, source: string): string {
  this.addDependency(import.meta.filename);
  return forPage(this, (query) => {
    const recording = parseRecording(source);
    const recorded = cutObservation(recording, query.get("key") ?? "");
    return toModule(shownBy(query.get("for") ?? "", recorded, recording.provenance));
  });
}
