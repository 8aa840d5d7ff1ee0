import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { ProgramError } from "./errors.ts";

/**
 * Downloads the tarball of one package version into `folder` with the user's own npm, so that their registry, proxy and
 * certificate settings hold. Gives the tarball's path.
 */
export async function npmPack(spec: string, folder: string, signal?: AbortSignal): Promise<string> {
  const outcome = await run([...ARGUMENTS, spec], folder, signal);
  signal?.throwIfAborted();
  const tarball = (await readdir(folder)).find((name) => name.endsWith(".tgz"));
  if (outcome.code === 0 && tarball) return join(folder, tarball);
  throw new ProgramError(
    `npm could not fetch ${spec} (tried: npm pack ${spec}). npm said: ${reasonIn(outcome.stderr)}.`,
    `Check the network and the registry with: npm view ${spec} version.`,
    { cause: outcome.error },
  );
}

// One quick retry: somebody without a network should read so within seconds, not minutes.
const ARGUMENTS = [
  "pack",
  "--ignore-scripts",
  "--fetch-retries=1",
  "--fetch-retry-mintimeout=1000",
  "--loglevel=error",
];
const MAX_STDERR = 16_000;

interface NpmOutcome {
  readonly code: number | null;
  readonly stderr: string;
  readonly error?: Error;
}

function run(args: readonly string[], folder: string, signal?: AbortSignal): Promise<NpmOutcome> {
  const [command, ...before] = npmCommand();
  return new Promise((resolve) => {
    const child = spawn(command, [...before, ...args], {
      cwd: folder,
      stdio: ["ignore", "ignore", "pipe"],
      // npm is a .cmd file on Windows; the arguments are ours, none has a space or a quote.
      shell: process.platform === "win32",
      ...(signal ? { signal } : {}),
    });
    let stderr = "";
    child.stderr.setEncoding("utf8").on("data", (text: string) => {
      stderr = (stderr + text).slice(0, MAX_STDERR);
    });
    child.on("error", (error) => resolve({ code: null, stderr: stderr || error.message, error }));
    child.on("close", (code) => resolve({ code, stderr }));
  });
}

/** The npm that started us, where one did (`npm_execpath`), else the one on the PATH. */
function npmCommand(): [string, ...string[]] {
  const script = process.env["npm_execpath"];
  return script?.endsWith("npm-cli.js") ? [process.execPath, script] : ["npm"];
}

/** npm names the trouble first; then come a stack and advice. */
function reasonIn(stderr: string): string {
  const lines = stderr.split("\n").map((line) => line.replace(/^npm (error|ERR!) ?/, "").trim());
  const telling = lines.filter((line) => line !== "" && !line.startsWith("at "));
  return telling.slice(0, 4).join(" / ") || "nothing";
}
