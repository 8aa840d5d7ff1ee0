import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { EngineFault } from "../../engine/errors.ts";

export interface ToolOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
  readonly onLine?: (line: string) => void;
}

/** How many of a tool's last lines an error shows: enough for apt's own explanation. */
const LAST_LINES = 12;

/**
 * Runs a program of this machine to its end.
 * @returns what it printed to stdout
 * @throws EngineFault with the tool's last lines, when it can't be started or exits with another code than 0
 */
export async function runTool(
  command: string,
  args: readonly string[],
  options: ToolOptions = {},
): Promise<string> {
  options.signal?.throwIfAborted();
  const child = spawn(command, args, {
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...process.env, LC_ALL: "C.UTF-8", ...options.env },
  });
  // SIGTERM, not a kill: mmdebstrap unmounts and removes what it made before it goes.
  const stop = (): void => void child.kill("SIGTERM");
  options.signal?.addEventListener("abort", stop, { once: true });
  const out: string[] = [];
  const last: string[] = [];
  createInterface(child.stdout).on("line", (line) => {
    out.push(line);
    keepLast(last, line);
    options.onLine?.(line);
  });
  createInterface(child.stderr).on("line", (line) => {
    keepLast(last, line);
    options.onLine?.(line);
  });
  try {
    const code = await ended(child);
    options.signal?.throwIfAborted();
    if (code !== 0) throw failed(command, `ended with exit code ${code}`, last);
    return out.join("\n");
  } finally {
    options.signal?.removeEventListener("abort", stop);
  }
}

function ended(child: ReturnType<typeof spawn>): Promise<number | null> {
  return new Promise((resolve, reject) => {
    child.once("error", (error) =>
      reject(failed(child.spawnfile, `could not be started (${error.message})`, [])),
    );
    child.once("close", resolve);
  });
}

function keepLast(last: string[], line: string): void {
  last.push(line);
  if (last.length > LAST_LINES) last.shift();
}

function failed(command: string, what: string, last: readonly string[]): EngineFault {
  const said = last.length === 0 ? "" : ` It said:\n${last.map((line) => `  ${line}`).join("\n")}`;
  return new EngineFault(
    `${command} ${what}.${said}`,
    "Check that this machine reaches its Debian package mirror (apt-get update) and has disk space, then try again.",
  );
}
