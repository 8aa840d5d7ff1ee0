import { spawn } from "node:child_process";

export interface CommandResult {
  /** Exit code; null when the program could not be started or was ended by a signal. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Debian's daemons and network tools live in sbin, which a plain user's PATH (and `su` without `-`) leaves out. */
export function systemEnv(env: NodeJS.ProcessEnv = process.env): NodeJS.ProcessEnv {
  return { ...env, LC_ALL: "C", PATH: `${env["PATH"] ?? ""}:/usr/local/sbin:/usr/sbin:/sbin:/usr/bin:/bin` };
}

/** Runs a system command to its end and returns what it said; a missing program is a result, not a throw. */
export function command(
  program: string,
  args: readonly string[],
  options: { readonly env?: NodeJS.ProcessEnv; readonly signal?: AbortSignal } = {},
): Promise<CommandResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: options.env ?? systemEnv(),
      stdio: ["ignore", "pipe", "pipe"],
      ...(options.signal && { signal: options.signal, killSignal: "SIGINT" }),
    });
    let stdout = "";
    let stderr = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (stderr += text));
    child.on("error", (error) => (stderr += error.message));
    child.on("close", (code) => resolve({ code, stdout, stderr }));
  });
}
