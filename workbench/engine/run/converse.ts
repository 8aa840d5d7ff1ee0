import type { Duplex } from "node:stream";
import type Dockerode from "dockerode";
import { engineMessage } from "../answers.ts";
import { PrintWatch } from "../build/confined.ts";
import { note } from "../confinement.ts";
import { EngineFault } from "../errors.ts";
import type { Conversation, RunRequest } from "../types.ts";
import { Capture } from "./capture.ts";
import { Lines } from "./lines.ts";
import { containerOptions } from "./options.ts";
import type { RunPlace } from "./run.ts";

const MAX_OUTPUT_BYTES = 8_000_000;
const KEPT_ERRORS = 16_384;

/**
 * Starts a container that is talked to line by line, on its standard input and output. It is removed when disposed.
 * Throws EngineFault when it can't be started.
 */
export async function converse(
  docker: Dockerode,
  request: RunRequest,
  { confinement }: RunPlace,
): Promise<Conversation> {
  let container: Dockerode.Container | undefined;
  try {
    const options = containerOptions(request, confinement);
    container = await docker.createContainer({
      ...options,
      OpenStdin: true,
      StdinOnce: true,
      AttachStdin: true,
    });
    const attached = (await container.attach({
      ...{ stream: true, hijack: true, stdin: true, stdout: true, stderr: true },
    })) as unknown as Duplex;
    const printed = new PrintWatch(confinement?.runOutputBytes ?? MAX_OUTPUT_BYTES);
    const lines = new Lines((length) => printed.add(length));
    const errors = new Capture(KEPT_ERRORS, (length) => printed.add(length));
    demultiplex(docker, attached, lines, errors);
    attached.on("end", () => lines.end());
    attached.on("error", () => lines.end());
    printed.signal.addEventListener("abort", () => {
      if (confinement) void note(confinement, "output");
      attached.destroy();
      lines.end();
    });
    await container.start();
    return talk(container, attached, lines);
  } catch (error) {
    await container?.remove({ force: true, v: true }).catch(() => undefined);
    throw new EngineFault(
      `A container to talk to could not be started: ${engineMessage(error)}`,
      "Check the engine with `groundwork doctor`, then try again.",
      { cause: error },
    );
  }
}

function talk(container: Dockerode.Container, attached: Duplex, lines: Lines): Conversation {
  return {
    say(line) {
      if (!attached.destroyed) attached.write(`${line}\n`);
    },
    hear: (withinMs) => lines.next(withinMs),
    async [Symbol.asyncDispose]() {
      attached.destroy();
      await container.remove({ force: true, v: true }).catch(() => undefined);
    },
  };
}

function demultiplex(docker: Dockerode, attached: NodeJS.ReadableStream, out: Lines, err: Capture): void {
  const modem = docker.modem as {
    demuxStream(from: NodeJS.ReadableStream, out: NodeJS.WritableStream, err: NodeJS.WritableStream): void;
  };
  modem.demuxStream(attached, out, err);
}
