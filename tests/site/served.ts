import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

const main = join(import.meta.dirname, "../../workbench/cli/main.ts");

export interface Serving extends AsyncDisposable {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  readonly child: ChildProcess;
  /** The learner's folder, empty at first. */
  readonly work: string;
  /** Resolves with the exit code. */
  readonly ended: Promise<number | null>;
  /** What it has printed until now. */
  said(): string;
}

/** Starts the real `groundwork serve` on this machine's engine, with a learner of its own. */
export async function startServing(): Promise<Serving> {
  const work = await mkdtemp(join(tmpdir(), "groundwork-work-"));
  const child = spawn(process.execPath, [main, "serve", "--port", "0"], {
    env: { ...process.env, GROUNDWORK_WORK: work },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  let said = "";
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding("utf8").on("data", (text: string) => (said += text));
  const origin = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", () => {
      const url = /^Groundwork is at (http:\/\/127\.0\.0\.1:\d+)\/$/m.exec(said)?.[1];
      if (url !== undefined) resolve(url);
    });
    void ended.then((code) => reject(new Error(`it ended with ${code} and said:\n${said}`)));
  });
  return {
    origin,
    child,
    work,
    ended,
    said: () => said,
    async [Symbol.asyncDispose]() {
      child.kill("SIGTERM");
      await ended;
      await rm(work, { recursive: true, force: true });
    },
  };
}
