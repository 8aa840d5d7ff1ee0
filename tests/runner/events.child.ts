import path from "node:path";
import { connectEngine } from "../../workbench/engine/connect.ts";
import type { LabEvent } from "../../workbench/lab/events.ts";
import { loadLab } from "../../workbench/lab/load.ts";
import { runLab } from "../../workbench/lab/runner/run.ts";

/**
 * Checks the folder that is named and prints every event. With a second word, the run is called off when an event of
 * that type has come; then the milliseconds until the run was over are printed too.
 */
const [handIn = "", until] = process.argv.slice(2);
const lab = await loadLab(path.join(import.meta.dirname, "..", "hand-in", "labs"), "90-limits");
const engine = await connectEngine();
const events: LabEvent[] = [];
const controller = new AbortController();
let aborted = 0;

await runLab({
  lab,
  engine,
  target: { kind: "path", path: handIn },
  signal: controller.signal,
  onEvent(event) {
    events.push(event);
    if (event.type !== until || controller.signal.aborted) return;
    aborted = performance.now();
    controller.abort();
  },
});
console.log(JSON.stringify({ events, stoppedMs: aborted === 0 ? null : performance.now() - aborted }));
