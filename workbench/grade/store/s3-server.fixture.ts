import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const require = createRequire(import.meta.url);
/** The package comes without the program that its manifest names, so its command line is called. */
const COMMAND_LINE = require.resolve("@20minutes/s3rver/lib/cli.js");
const BUCKET = "class";

/** The one account that the server knows. */
export const S3_ENV = { AWS_ACCESS_KEY_ID: "S3RVER", AWS_SECRET_ACCESS_KEY: "S3RVER" };

/** A real S3-compatible server in a process of its own, which checks the signature of what it is asked. */
export interface S3Server extends AsyncDisposable {
  /** `s3://…` for `openStore`, with a bucket that is there. */
  readonly where: string;
  readonly endpoint: string;
  /** Kills the server. */
  stop(): Promise<void>;
  /** Starts it again, on the same port and with what it held. */
  start(): Promise<void>;
  /** Overwrites the bytes of an object (a path from the bucket), as a failing disk would. */
  damage(key: string, bytes: string | Uint8Array): Promise<void>;
}

/** Starts the server on a free port of the loopback; disposing of it ends it and removes what it held. */
export async function startS3(): Promise<S3Server> {
  const directory = await mkdtemp(join(tmpdir(), "groundwork-s3-"));
  const first = await run(directory, "0");
  const { port } = first;
  let { server } = first;
  const stop = async () => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    server.kill("SIGKILL");
    await once(server, "exit");
  };
  const endpoint = `http://127.0.0.1:${port}`;
  return {
    where: `s3://${BUCKET}/of/2026?endpoint=${endpoint}`,
    endpoint,
    stop,
    start: async () => void ({ server } = await run(directory, port)),
    damage: (key, bytes) => writeFile(join(directory, BUCKET, `${key}._S3rver_object`), bytes),
    async [Symbol.asyncDispose]() {
      await stop();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function run(directory: string, port: string): Promise<{ server: ChildProcess; port: string }> {
  // Whoever started it holds the other end of its input, and their death closes it.
  const script = `process.stdin.resume().on("end", () => process.exit());
    require(${JSON.stringify(COMMAND_LINE)}).parseAsync(["node", "s3rver", ...process.argv.slice(1)])`;
  const options = ["-d", directory, "-a", "127.0.0.1", "-p", port, "--no-vhost-buckets", "-s"];
  const args = ["-e", script, "--", ...options, "--configure-bucket", BUCKET];
  const server = spawn(process.execPath, args, { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface(server.stdout)) {
    const listening = /listening on \S+:(\d+)$/.exec(line)?.[1];
    if (listening !== undefined) return { server, port: listening };
  }
  throw new Error("The S3 server ended before it listened.");
}
