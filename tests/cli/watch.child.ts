import { openLearner } from "../../workbench/learn/learner.ts";
import { engineChecker } from "../../workbench/learn/watch/check.ts";
import { watchWork } from "../../workbench/learn/watch/watch.ts";

/** The watch screen as `groundwork` opens it, but with a clock that stands still and values that do not vary. */
const learner = openLearner({ onProblem: (message) => process.stderr.write(`${message}\n`) });
const stop = new AbortController();
await watchWork({
  learner,
  checker: engineChecker(learner, "golden"),
  plain: false,
  input: process.stdin,
  output: process.stdout,
  env: process.env,
  signal: stop.signal,
  nowMs: () => 0,
});
