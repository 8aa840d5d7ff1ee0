import path from "node:path";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { loadLab } from "../../workbench/lab/load.ts";
import { runLab } from "../../workbench/lab/runner/run.ts";

/** Checks the folder that is named on the lab with narrow limits, as `lab check` does with the course's own labs. */
const [handIn = ""] = process.argv.slice(2);
const lab = await loadLab(path.join(import.meta.dirname, "labs"), "90-limits");
const engine = await connectEngine();
const result = await runLab({ lab, engine, target: { kind: "path", path: handIn }, seed: "golden" });
console.log(JSON.stringify(result));
