import { execFile } from "node:child_process";
import { join } from "node:path";
import { PROJECT_DIR } from "../../workbench/project.ts";

export interface CommandResult {
  readonly code: number;
  readonly stdout: string;
  /** Both streams, for the message of a failed assertion. */
  readonly all: string;
}

/** Runs `groundwork` with these arguments in an environment of its own, as a user would; a non-zero exit is a value. */
export function groundwork(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<CommandResult> {
  return runNode(join("workbench", "cli", "main.ts"), args, { cwd: PROJECT_DIR, env });
}

interface Where {
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** A command that starts the one given to it, in other circumstances. */
  readonly through?: readonly [string, ...string[]];
}

/** Runs a script of ours under this Node, with what is told of its surroundings. */
export function runNode(script: string, args: readonly string[], where: Where): Promise<CommandResult> {
  const [program, ...before] = [
    ...(where.through ?? []),
    ...[process.execPath, "--disable-warning=ExperimentalWarning", script],
  ];
  const options = {
    cwd: where.cwd,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, NODE_ENV: undefined, ...where.env },
    maxBuffer: 50_000_000,
  };
  return new Promise((resolve) => {
    const child = execFile(program, [...before, ...args], options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, stdout, all: `groundwork ${args.join(" ")}\n${stdout}${stderr}` }),
    );
  });
}
