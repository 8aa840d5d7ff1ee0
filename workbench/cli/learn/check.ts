import { Command, Option } from "commander";
import { connectEngine } from "../../engine/connect.ts";
import { renderResult } from "../../lab/report.ts";
import type { LabResult } from "../../lab/results.ts";
import { runLab } from "../../lab/runner/run.ts";
import type { Target } from "../../lab/target.ts";
import { labFolder, type Learner } from "../../learn/learner.ts";
import { noteResult } from "../../learn/progress/notes.ts";
import { EXIT } from "../exit.ts";
import { interruptSignal } from "../interrupt.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { progress } from "../progress.ts";
import { placeNamed, thisLearner } from "./learner.ts";

interface CheckOptions extends JsonOption {
  readonly all?: boolean;
  readonly solution?: boolean;
  readonly starter?: boolean;
  readonly trap?: string;
  readonly path?: string;
  readonly seed?: string;
  readonly learner?: string;
  readonly task?: string;
}

/** `groundwork check`: build and run what the learner wrote, and remember how it went. */
export function checkCommand(): Command {
  return new Command("check")
    .description("build and run what you wrote, and say how each task went (exit 1: not all passed)")
    .argument("[lab]", "a lab's id: all its tasks; without it, the task that you are at")
    .option("--all", "without a lab: all tasks of the lab that you are in")
    .option(...JSON_FLAG)
    .addOption(new Option("--solution", "check the solution instead").conflicts(["starter", "trap", "path"]))
    .addOption(new Option("--starter", "check the untouched starter instead").conflicts(["trap", "path"]))
    .addOption(new Option("--trap <name>", "check one of the lab's traps instead").conflicts(["path"]))
    .option("--path <folder>", "check a hand-in in another folder")
    .addOption(new Option("--task <id>", "try only this task, and what it needs").conflicts(["all"]))
    .option("--seed <text>", "repeat a run with the same varying values")
    .option("--learner <name>", "check against this learner's values, whatever the hand-in says of itself")
    .action(check);
}

async function check(labId: string | undefined, options: CheckOptions): Promise<void> {
  const learner = thisLearner();
  const { lab, task: here } = await placeNamed(learner, labId, options.task);
  const task = options.task ?? (labId === undefined && !options.all ? here.id : undefined);
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const result = await runLab({
    lab,
    target: targetOf(learner, lab.manifest.id, options),
    engine,
    seed: options.seed,
    learner: options.learner,
    task,
    signal: interruptSignal,
    onProgress: progress,
    // As they end: a lab takes a while, and waiting in the dark is no fun.
    onTask: (done) =>
      interruptSignal.aborted ||
      progress(
        `${done.verdict === "pass" ? "✓" : "✗"} ${done.id} (${(done.durationMs / 1000).toFixed(1)} s)`,
      ),
  });
  interruptSignal.throwIfAborted();
  if (result.target === "work")
    await learner.progress.update((before) => noteResult(before, lab.manifest, result, learner.now()));
  print(result, renderResult(result, true), options);
  if (!options.json) progress(nextStep(lab.manifest.id, result));
  process.exitCode = exitCodeOf(result);
}

/** One plain next step after a check. */
function nextStep(id: string, result: LabResult): string {
  const stuck = result.tasks.find((task) => task.verdict === "fail");
  if (result.verdict === "not-gradable") return "Something went wrong on our side: npx groundwork doctor";
  if (stuck) return `Stuck on ${stuck.id}? npx groundwork hint ${id} ${stuck.id}`;
  const [only] = result.tasks;
  const passed = result.tasks.length === 1 && only ? `${only.id} passed.` : "Every task passed.";
  return result.target === "work" ? `${passed} Go on: npx groundwork next` : passed;
}

function exitCodeOf(result: LabResult): number {
  if (result.verdict === "pass") return EXIT.fine;
  return result.verdict === "not-gradable" ? EXIT.fault : EXIT.notSo;
}

function targetOf(learner: Learner, id: string, options: CheckOptions): Target {
  if (options.solution) return { kind: "solution" };
  if (options.starter) return { kind: "starter" };
  if (options.trap !== undefined) return { kind: "trap", name: options.trap };
  if (options.path !== undefined) return { kind: "path", path: options.path };
  return { kind: "work", workDir: labFolder(learner, id) };
}
