import { init, runBaseTests, setupEnvironment } from "vitest/worker";
import { engineOfProcess } from "../kit/engine.ts";
// Loaded before the first run asks for it: most of the time until a task begins would go into this.
import "../kit/index.ts";

/** The process that runs a lab's tests; the runner starts it, and vitest's pool talks to it. */
const exit = process.exit.bind(process);
// The runner has died: nobody is left to tell.
process.on("disconnect", () => exit(1));

const [endpoint, foundBy = ""] = process.argv.slice(2);
// An engine that does not answer now is asked again when it is needed, and then it matters.
if (endpoint !== undefined) engineOfProcess({ endpoint, foundBy }).catch(() => undefined);

init({
  post: (message) => process.send?.(message),
  on: (take) => process.on("message", take),
  off: (take) => process.off("message", take),
  runTests: (state, traces) => runBaseTests("run", state, traces),
  collectTests: (state, traces) => runBaseTests("collect", state, traces),
  setup: setupEnvironment,
});
