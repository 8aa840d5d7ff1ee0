import { engineChecker } from "../../learn/watch/check.ts";
import { watchWork } from "../../learn/watch/watch.ts";
import { interruptSignal } from "../interrupt.ts";
import { thisLearner } from "./learner.ts";

/** Opens the watch screen; lines instead of a screen where that is asked for, or the terminal can't be redrawn. */
export async function watch({ plain = false }: { readonly plain?: boolean }): Promise<void> {
  const learner = thisLearner();
  const { env, stdin: input, stdout: output } = process;
  const lines = plain || !output.isTTY || Boolean(env["GROUNDWORK_PLAIN"]) || env["TERM"] === "dumb";
  await watchWork({
    learner,
    checker: engineChecker(learner),
    plain: lines,
    input,
    output,
    env,
    signal: interruptSignal,
  });
}
