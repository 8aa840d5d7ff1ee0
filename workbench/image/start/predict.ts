import { argvOf, NO_COMMAND, variable, workdirOf } from "./command.ts";
import { throughEnv } from "./env-script.ts";
import { WORDS } from "./errno.ts";
import { execute, type Execution } from "./exec.ts";
import { findCommand } from "./find-command.ts";
import { identityOf } from "./identity.ts";
import { loadProgram } from "./loader.ts";
import type { Ending, StartImage, StartPrediction, StartRequest } from "./types.ts";
import { may } from "./rights.ts";
import type { View } from "./walk.ts";

type Started = Extract<Execution, { kind: "starts" }>;

/** runc ends with 1, since 1.2 with 255, when the kernel refuses what it was told to execute. */
const EXEC_CODES = [1, 255];

/**
 * What happens when a container of this image is started, up to the program's first own instruction: what the engine
 * finds, what the kernel makes of it, what the loader looks for, and the text and exit code where it ends before. Pure;
 * goes by the image's files alone, so it says `depends` where the machine decides. The image must have been read with
 * `wantsStart` among its wanted files.
 */
export function predictStart(image: StartImage, request: StartRequest = {}): StartPrediction {
  const argv = argvOf(image, request);
  const ended = (ending: Ending, chain: readonly string[] = []): StartPrediction => ({
    ...ending,
    argv,
    chain: [...chain],
    libraries: [],
    missingVersions: [],
    limits: [],
  });
  const [name] = argv;
  if (name === undefined) return ended(NO_COMMAND);
  const cwd = workdirOf(image);
  if (typeof cwd !== "string") return ended(cwd);
  const who = identityOf(image, request.user ?? image.config.user);
  if ("refused" in who) {
    const reason = `The engine can't find the user or group: ${who.refused}.`;
    return ended({
      outcome: "fails",
      stage: "user",
      reason,
      error: { texts: [who.refused], exitCodes: [125] },
    });
  }
  const view: View = { files: image.files, who, cwd };
  const path = findCommand(view, name, variable(image, "PATH") ?? "");
  if (typeof path !== "string") return ended(path);
  const execution = execute(view, image.platform, path);
  if (execution.kind !== "starts") return ended(kernelEnding(path, execution), execution.chain);
  return afterKernel(image, view, execution, argv);
}

/** An execve that does not succeed, in runc's words: since 1.1, and before. */
function kernelEnding(path: string, execution: Exclude<Execution, Started>): Ending {
  const texts = execution.errnos.flatMap((errno) => [
    `exec ${path}: ${WORDS[errno]}`,
    `exec user process caused: ${WORDS[errno]}`,
    `exec user process caused "${WORDS[errno]}"`,
  ]);
  return {
    outcome: execution.kind === "refused" ? "fails" : "depends",
    stage: "kernel",
    reason: execution.reason,
    error: texts.length === 0 ? null : { texts, exitCodes: EXEC_CODES },
  };
}

function afterKernel(image: StartImage, view: View, first: Started, argv: string[]): StartPrediction {
  const script = first.scripts[0];
  const chain = chainOf(first);
  let loading = loadProgram(image, view, first);
  const limits = [...loading.limits];
  let last = first;
  let ending = loading.ending ?? unreadable(view, first);
  if (!ending && script) {
    const next = throughEnv(view, image.platform, first.scripts.at(-1), variable(image, "PATH") ?? "");
    if (next && "found" in next) {
      last = next.found;
      chain.push(...chainOf(last));
      loading = loadProgram(image, view, last);
      ({ ending } = loading);
    } else ending = next;
    limits.push("What the interpreter makes of the script is not foreseen.");
  }
  const { libraries, missingVersions } = loading;
  const common = { argv, chain, libraries: [...libraries], missingVersions: [...missingVersions], limits };
  if (ending) return { ...ending, ...common };
  return {
    outcome: "starts",
    stage: "program",
    reason: reasonOf(last, libraries.length),
    error: null,
    ...common,
  };
}

function chainOf(started: Started): string[] {
  const scripts = started.scripts.map((script) => script.path);
  return [...scripts, started.program.path, ...(started.loader ? [started.loader.path] : [])];
}

/** The kernel needs no more than the x bit of a script; its interpreter has to read it. */
function unreadable(view: View, { scripts }: Started): Ending | null {
  const [script] = scripts;
  if (!script || may(view.who, script.file, "r")) return null;
  const reason = `${script.path} may be executed but not read by the user, so its interpreter can't open it.`;
  return { outcome: "depends", stage: "program", reason, error: null };
}

function reasonOf({ program, loader }: Started, libraries: number): string {
  if (!loader) return `${program.path} needs no loader: the kernel starts it by itself.`;
  const found = libraries === 0 ? "it needs no library" : "all libraries that it needs are there";
  return `${program.path} starts through the loader ${loader.path}; ${found}.`;
}
