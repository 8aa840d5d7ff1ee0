import { connectEngine } from "../../../workbench/engine/connect.ts";
import { openSandboxClass, sandboxLimitsSchema } from "../../../workbench/grade/sandbox/index.ts";
import { stateDir } from "../../../workbench/state.ts";

/** Opens a sandbox, begins something hostile in it, says so, and waits to be killed. */
const engine = await connectEngine();
const limits = sandboxLimitsSchema.parse({ diskMegabytes: 300 });
const sandboxes = await openSandboxClass({ engine, bases: [], programs: [], limits, stateDir: stateDir() });
const sandbox = await sandboxes.open();
const [base] = sandbox.cast.bases;
const command = ["/bin/sh", "-c", "trap '' TERM; (sleep 4711 &); while :; do sleep 1; done"];
await sandbox.engine.run({
  ...{ image: base?.image ?? "", entrypoint: [], command, deadlineMs: 60_000 },
  onStarted: () => process.stdout.write("begun\n"),
});
