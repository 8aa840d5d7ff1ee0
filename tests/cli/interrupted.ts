import { spawn } from "node:child_process";
import path from "node:path";
import { PROJECT_DIR } from "../../workbench/project.ts";

const MAIN = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");

interface Ended {
  readonly code: number | null;
  readonly milliseconds: number;
  readonly stderr: string;
}

/** Starts `groundwork` with its temporary files in a folder, calls `send` once `sign` was printed on stderr, and waits for the end. */
export function interrupted(
  args: readonly string[],
  temp: string,
  sign: string,
  send: (pid: number) => Promise<void>,
): Promise<Ended> {
  const child = spawn(process.execPath, [MAIN, ...args], {
    cwd: PROJECT_DIR,
    env: { ...process.env, TMPDIR: temp, NODE_ENV: undefined, NO_COLOR: "1", FORCE_COLOR: undefined },
    // A group of its own, as a shell gives it: Ctrl-C reaches every process of the group.
    detached: true,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let stderr = "";
  let sent: number | undefined;
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
    if (sent !== undefined || !stderr.includes(sign) || child.pid === undefined) return;
    sent = performance.now();
    void send(child.pid);
  });
  return new Promise((resolve) => {
    child.on("close", (code) => resolve({ code, milliseconds: performance.now() - (sent ?? 0), stderr }));
  });
}
