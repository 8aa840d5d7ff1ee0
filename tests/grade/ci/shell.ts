import { spawn } from "node:child_process";
import path from "node:path";
import { stateDir } from "../../../workbench/state.ts";

export interface ShellResult {
  readonly code: number;
  /** Both streams, as the service would show them to everybody who can read the repository. */
  readonly log: string;
}

/**
 * Runs a script with Bash, in a folder, with the environment of a CI job and no more of ours than says where the engine, its
 * bases and this Node are.
 * @param flags what the service starts Bash with
 */
export function runScript(
  script: string,
  flags: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string>>,
): Promise<ShellResult> {
  const { HOME = "/root", PATH = "", TMPDIR = "/tmp" } = process.env;
  const ours = {
    HOME,
    TMPDIR,
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${PATH}`,
    GROUNDWORK_STATE: stateDir(),
  };
  const child = spawn("bash", [...flags, "-c", script], { cwd, env: { ...ours, CI: "true", ...env } });
  let log = "";
  child.stdout.on("data", (chunk: Buffer) => (log += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (log += chunk.toString()));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code: code ?? 1, log }));
  });
}
