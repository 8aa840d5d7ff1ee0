import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/**
 * Settings that keep a stranger's repository from running anything here: no configuration of this machine's, no hooks, no
 * file system monitor, no fetching in the middle of reading, no password prompt. What is asked of Git reads objects only, so
 * filters, LFS and submodules are never met.
 */
const SAFE = [
  "core.hooksPath=/dev/null",
  "core.fsmonitor=false",
  "protocol.ext.allow=never",
  "safe.directory=*",
];
const ENVIRONMENT = {
  GIT_CONFIG_NOSYSTEM: "1",
  GIT_CONFIG_GLOBAL: "/dev/null",
  GIT_TERMINAL_PROMPT: "0",
  GIT_NO_LAZY_FETCH: "1",
  GIT_NO_REPLACE_OBJECTS: "1",
  GIT_OPTIONAL_LOCKS: "0",
  GIT_ALLOW_PROTOCOL: "https:ssh:file",
  LC_ALL: "C",
};

export interface GitOptions {
  /** Most bytes of what Git prints; more is an error. */
  readonly most: number;
  readonly timeoutMs: number;
}

/** What Git prints. Throws execFile's error: Git failed, printed too much, or took too long. */
export async function git(args: readonly string[], { most, timeoutMs }: GitOptions): Promise<Buffer> {
  const settings = SAFE.flatMap((each) => ["-c", each]);
  const { HOME, PATH, SSH_AUTH_SOCK, TMPDIR } = process.env;
  const env = { HOME, PATH, SSH_AUTH_SOCK, TMPDIR, ...ENVIRONMENT };
  const options = {
    encoding: "buffer",
    maxBuffer: most,
    timeout: timeoutMs,
    killSignal: "SIGKILL",
    env,
  } as const;
  const { stdout } = await run("git", [...settings, ...args], options);
  return stdout;
}
