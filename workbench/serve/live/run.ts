import { connectEngine } from "../../engine/connect.ts";
import { runLab } from "../../lab/runner/run.ts";
import { labFolder } from "../../learn/learner.ts";
import type { Learner } from "../../learn/learner.ts";
import type { LiveOptions } from "./live.ts";

/**
 * Checks the learner's copy on the engine of this machine. It is looked for anew each time: it may have come, gone, or
 * become another one since the server started.
 * @param say told in one line what is being set up
 */
export function runOnEngine(learner: Learner, say: (line: string) => void): LiveOptions["run"] {
  return async (lab, task, { signal, event }) => {
    const engine = await connectEngine({ signal, onProgress: say });
    await runLab({
      lab,
      target: { kind: "work", workDir: labFolder(learner, lab.manifest.id) },
      engine,
      task,
      signal,
      onEvent: event,
    });
  };
}
