import { finished } from "node:stream/promises";
import type Dockerode from "dockerode";
import type { StartedTestContainer } from "testcontainers";
import { z } from "zod";
import { isAlreadySo } from "../answers.ts";
import { Capture } from "../run/capture.ts";
import { demultiplexed } from "./frames.ts";
import type { Reach } from "./reach.ts";
import type { Health, Server } from "../types.ts";

const MAX_OUTPUT_BYTES = 4_000_000;
/** `docker exec` exits with this code when the command can't be started (docker/cli, command/container/exec.go). */
const NOT_STARTED = 126;

/** A container that testcontainers started. */
export class RunningServer implements Server {
  readonly id: string;
  readonly #started: StartedTestContainer;
  readonly #docker: Dockerode;

  readonly #reach: Reach;

  constructor(docker: Dockerode, started: StartedTestContainer, reach: Reach) {
    this.#reach = reach;
    this.#docker = docker;
    this.#started = started;
    this.id = started.getId();
  }

  get #container(): Dockerode.Container {
    return this.#docker.getContainer(this.id);
  }

  address(port: number): string {
    return this.#reach.address(port);
  }

  port(container: number): number {
    return this.#started.getMappedPort(container);
  }

  output(): Promise<{ readonly stdout: string; readonly stderr: string }> {
    return outputOf(this.#container);
  }

  async exec(command: readonly string[]) {
    const asked = { Cmd: [...command], AttachStdout: true, AttachStderr: true };
    const exec = await this.#container.exec(asked);
    const stdout = new Capture(MAX_OUTPUT_BYTES);
    const stderr = new Capture(MAX_OUTPUT_BYTES);
    const stream = await exec.start({});
    (
      this.#docker.modem as { demuxStream(from: NodeJS.ReadableStream, out: Capture, err: Capture): void }
    ).demuxStream(stream, stdout, stderr);
    await finished(stream);
    const { ExitCode } = await exec.inspect();
    return { exitCode: ExitCode ?? NOT_STARTED, stdout: stdout.text, stderr: stderr.text };
  }

  copyOut(path: string): Promise<NodeJS.ReadableStream> {
    return this.#container.getArchive({ path });
  }

  async health(): Promise<Health> {
    const { State } = await this.#container.inspect();
    return healthSchema.parse(State.Health);
  }

  async stop(seconds: number): Promise<{ readonly exitCode: number; readonly durationMs: number }> {
    const began = performance.now();
    await this.#container.stop({ t: seconds }).catch((error: unknown) => {
      if (!isAlreadySo(error)) throw error;
    });
    const durationMs = Math.round(performance.now() - began);
    const { State } = await this.#container.inspect();
    return { exitCode: State.ExitCode, durationMs };
  }

  async kill(): Promise<void> {
    await Promise.all([this.#container.wait(), this.#container.kill()]);
  }

  async start(): Promise<void> {
    await this.#container.start();
  }

  async pause(): Promise<void> {
    await this.#container.pause();
  }

  async unpause(): Promise<void> {
    await this.#container.unpause();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reach[Symbol.asyncDispose]();
    await this.#container.remove({ force: true, v: true }).catch(() => undefined);
  }
}

/** What a container has printed until now. */
export async function outputOf(
  container: Dockerode.Container,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  return demultiplexed(await container.logs({ stdout: true, stderr: true, follow: false }));
}

const healthSchema = z
  .object({
    Status: z.enum(["none", "starting", "healthy", "unhealthy"]),
    Log: z.array(z.object({ ExitCode: z.number(), Output: z.string() })).nullish(),
  })
  .nullish()
  .transform((health): Health => ({
    status: health?.Status ?? "none",
    checks: (health?.Log ?? []).map(({ ExitCode, Output }) => ({ exitCode: ExitCode, output: Output })),
  }));
