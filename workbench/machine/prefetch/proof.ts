import { execFile } from "node:child_process";
import { join } from "node:path";
import { PROJECT_DIR } from "../../project.ts";
import { labResultSchema } from "../../lab/results.ts";
import type { Proof } from "./types.ts";

/** A lab that needs no server: in a network of its own a process does not even reach its own machine. */
const LAB = "03-scratch";
const MAIN = join(PROJECT_DIR, "workbench", "cli", "main.ts");

/**
 * Runs a lab's solution to its end in a process that has no network, the engine's socket apart.
 * @param endpoint the engine's; only a socket is reached without a network
 * @returns `shown: null` where a system can't take the network from one process
 */
export async function proveOffline(endpoint: string, signal?: AbortSignal): Promise<Proof> {
  const cut = process.platform === "linux" && endpoint.startsWith("unix:") ? await withoutNetwork() : null;
  if (cut === null) return { shown: null, how: BY_HAND };
  const [program, ...before] = cut;
  const check = [process.execPath, MAIN, "lab", "check", LAB, "--solution", "--json"];
  const { code, stdout, stderr } = await run(program, [...before, ...check], endpoint, signal);
  signal?.throwIfAborted();
  const result = labResultSchema.safeParse(parse(stdout)).data;
  if (result?.verdict === "pass")
    return { shown: true, how: `lab ${LAB} passed in a process that has no network` };
  const said = stderr.trim().split("\n").slice(-3).join(" ");
  return {
    shown: false,
    how: `lab ${LAB} did not pass in a process without network (exit ${code}): ${said}`,
  };
}

const BY_HAND = `this system can't take the network from one process. Switch it off and run \`npx groundwork lab check ${LAB} --solution\`.`;

/** The command before a command that has no network: as root, or as a user who may make namespaces; null for neither. */
async function withoutNetwork(): Promise<readonly [string, ...string[]] | null> {
  for (const options of [["--net"], ["--map-root-user", "--net"]]) {
    const tried = await run("unshare", [...options, "--", "true"], "");
    if (tried.code === 0) return ["unshare", ...options, "--"];
  }
  return null;
}

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(program: string, args: readonly string[], endpoint: string, signal?: AbortSignal): Promise<Ran> {
  const env = { ...process.env, ...(endpoint === "" ? {} : { DOCKER_HOST: endpoint }) };
  return new Promise((resolve) => {
    const options = { cwd: PROJECT_DIR, env, signal, maxBuffer: 50_000_000 };
    const child = execFile(program, args, options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : (child.exitCode ?? 1), stdout, stderr }),
    );
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
