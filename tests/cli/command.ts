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
  const command = ["--disable-warning=ExperimentalWarning", join("workbench", "cli", "main.ts"), ...args];
  const options = {
    cwd: PROJECT_DIR,
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, NODE_ENV: undefined, ...env },
    maxBuffer: 50_000_000,
  };
  return new Promise((resolve) => {
    const child = execFile(process.execPath, command, options, (_, stdout, stderr) =>
      resolve({ code: child.exitCode ?? 1, stdout, all: `groundwork ${args.join(" ")}\n${stdout}${stderr}` }),
    );
  });
}
