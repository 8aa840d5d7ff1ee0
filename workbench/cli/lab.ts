import { readFile } from "node:fs/promises";
import path from "node:path";
import { Command, Option } from "commander";
import { connectEngine } from "../engine/connect.ts";
import { BadInput } from "../lab/errors.ts";
import { parseHints } from "../lab/hints.ts";
import { listLabs, loadLab } from "../lab/load.ts";
import { renderResult } from "../lab/report.ts";
import type { LabResult } from "../lab/results.ts";
import { runLab } from "../lab/runner/run.ts";
import type { Target } from "../lab/target.ts";
import { startLab, workDirOf } from "../learn/start.ts";
import { LABS_DIR, PROJECT_DIR } from "../project.ts";
import { EXIT } from "./exit.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

/** `groundwork lab`: list the labs, begin one, check it, ask for a hint. */
export function labCommand(): Command {
  const command = new Command("lab");
  command
    .command("list")
    .description("the labs of the course")
    .option(...JSON_FLAG)
    .action(list);
  command
    .command("start <lab>")
    .description("make your own copy of a lab's starter under work/, to edit there")
    .option(...JSON_FLAG)
    .action(start);
  command
    .command("check <lab>")
    .description("build and run what you wrote, and say how each task went (exit 1: not all passed)")
    .option(...JSON_FLAG)
    .addOption(new Option("--solution", "check the solution instead").conflicts(["starter", "trap", "path"]))
    .addOption(new Option("--starter", "check the untouched starter instead").conflicts(["trap", "path"]))
    .addOption(new Option("--trap <name>", "check one of the lab's traps instead").conflicts(["path"]))
    .option("--path <folder>", "check a hand-in in another folder")
    .option("--task <id>", "try only this task, and what it needs")
    .option("--seed <text>", "repeat a run with the same varying values")
    .action(check);
  command
    .command("hint <lab> <task>")
    .description("one hint for a task; ask for the next with --level")
    .addOption(new Option("--level <n>", "1, 2 or 3: each says more").choices(["1", "2", "3"]).default("1"))
    .option(...JSON_FLAG)
    .action(hint);
  return command;
}

interface CheckOptions extends JsonOption {
  readonly solution?: boolean;
  readonly starter?: boolean;
  readonly trap?: string;
  readonly path?: string;
  readonly seed?: string;
  readonly task?: string;
}

async function list(options: JsonOption): Promise<void> {
  const ids = await listLabs(LABS_DIR);
  const manifests = await Promise.all(ids.map(async (id) => (await loadLab(LABS_DIR, id)).manifest));
  const rows = manifests.map(({ id, title, minutes, tasks }) => ({
    id,
    title,
    minutes,
    tasks: tasks.map((task) => task.id),
  }));
  const lines = rows.map(
    ({ id, title, minutes, tasks }) =>
      `${id.padEnd(16)} ${title}  (${tasks.length} tasks, about ${minutes} minutes)`,
  );
  const first = ids[0] === undefined ? [] : ["", `Begin one: npx groundwork lab start ${ids[0]}`];
  print(rows, [...lines, ...first].join("\n"), options);
}

async function start(id: string, options: JsonOption): Promise<void> {
  const lab = await loadLab(LABS_DIR, id);
  const folder = workDirOf(PROJECT_DIR, id);
  const shown = path.relative(process.cwd(), folder) || ".";
  const made = await startLab(lab, folder);
  const text = [
    made ? `Your copy is in ${shown}.` : `You have begun this lab already: ${shown} is as you left it.`,
    `Edit the files there, then check with: npx groundwork lab check ${id}`,
  ];
  print({ lab: id, folder, made }, text.join("\n"), options);
}

async function check(id: string, options: CheckOptions): Promise<void> {
  const lab = await loadLab(LABS_DIR, id);
  const engine = await connectEngine({ onProgress: progress, signal: interruptSignal });
  const result = await runLab({
    lab,
    target: targetOf(id, options),
    engine,
    seed: options.seed,
    task: options.task,
    signal: interruptSignal,
    onProgress: progress,
    // As they end: a lab takes a while, and waiting in the dark is no fun.
    onTask: (task) =>
      interruptSignal.aborted ||
      progress(
        `${task.verdict === "pass" ? "✓" : "✗"} ${task.id} (${(task.durationMs / 1000).toFixed(1)} s)`,
      ),
  });
  interruptSignal.throwIfAborted();
  print(result, renderResult(result, true), options);
  if (!options.json) progress(nextStep(id, result));
  process.exitCode = exitCodeOf(result);
}

/** One plain next step after a check. */
function nextStep(id: string, result: LabResult): string {
  const stuck = result.tasks.find((task) => task.verdict === "fail");
  if (result.verdict === "not-gradable") return "Something went wrong on our side: npx groundwork doctor";
  if (!stuck) return "Every task passed.";
  return `Stuck on ${stuck.id}? npx groundwork lab hint ${id} ${stuck.id}`;
}

function exitCodeOf(result: LabResult): number {
  if (result.verdict === "pass") return EXIT.fine;
  return result.verdict === "not-gradable" ? EXIT.fault : EXIT.notSo;
}

function targetOf(id: string, options: CheckOptions): Target {
  if (options.solution) return { kind: "solution" };
  if (options.starter) return { kind: "starter" };
  if (options.trap !== undefined) return { kind: "trap", name: options.trap };
  if (options.path !== undefined) return { kind: "path", path: options.path };
  return { kind: "work", workDir: workDirOf(PROJECT_DIR, id) };
}

async function hint(id: string, taskId: string, options: JsonOption & { level: string }): Promise<void> {
  const lab = await loadLab(LABS_DIR, id);
  const task = lab.manifest.tasks.find((each) => each.id === taskId);
  if (!task) {
    const ids = lab.manifest.tasks.map((each) => each.id).join(", ");
    throw new BadInput(`Lab ${id} has no task "${taskId}".`, `Its tasks are: ${ids}.`);
  }
  const level = Number(options.level);
  const hints = parseHints(await readFile(path.join(lab.dir, "hints.md"), "utf8"));
  const found = hints.find((each) => each.id === task.hints[level - 1])?.text ?? null;
  const next = task.hints[level] === undefined ? null : level + 1;
  const more = next === null ? [] : ["", `More: npx groundwork lab hint ${id} ${taskId} --level ${next}`];
  const text = [found ?? "There is no further hint.", ...more].join("\n");
  print({ lab: id, task: taskId, level, of: task.hints.length, text: found }, text, options);
}
