import { execFile } from "node:child_process";
import { PROJECT_DIR } from "../../workbench/project.ts";

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `groundwork ARGS` as a person would, and waits for its end. */
export function groundwork(args: readonly string[]): Promise<Ended> {
  const all = ["workbench/cli/main.ts", ...args];
  return new Promise((resolve) => {
    execFile(process.execPath, all, { cwd: PROJECT_DIR, maxBuffer: 50_000_000 }, (error, stdout, stderr) => {
      const code = typeof error?.code === "number" ? error.code : error ? -1 : 0;
      resolve({ code, stdout, stderr });
    });
  });
}
