import { connect, type Socket } from "node:net";
import { Readable } from "node:stream";
import type Dockerode from "dockerode";
import { EngineFault } from "./errors.ts";
import { SavedAnswer } from "./saved-answer.ts";
import type { TakeChunk } from "./types.ts";

/** As large as an engine's own pieces are at most; memory does not grow with the image. */
const BUFFER_BYTES = 256 * 1024;

/**
 * Hands on what `docker save` would stream, in pieces that are only valid during the call: one buffer is used over and
 * over. An HTTP client makes a new buffer of each piece, and collecting that garbage took more time than reading it.
 * Rejects with EngineFault when the engine refuses, and with what `take` throws.
 */
export async function saveInto(docker: Dockerode, reference: string, take: TakeChunk): Promise<void> {
  const modem = docker.modem as {
    protocol?: string;
    socketPath?: string;
    host?: string;
    port?: number | string;
  };
  const plain =
    modem.socketPath !== undefined
      ? { path: modem.socketPath }
      : modem.protocol === "http" && modem.host !== undefined
        ? { host: modem.host, port: Number(modem.port) }
        : null;
  // TLS and SSH go through the client, which knows them.
  if (plain && (await readPlain(plain, reference, take))) return;
  await readThroughClient(docker, reference, take);
}

type Address = { readonly path: string } | { readonly host: string; readonly port: number };

/** False when the answer came in a form that has to be left to an HTTP client; nothing was taken then. */
async function readPlain(address: Address, reference: string, take: TakeChunk): Promise<boolean> {
  const answer = new SavedAnswer(take);
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const socket: Socket = connect({
    ...address,
    onread: {
      buffer: Buffer.alloc(BUFFER_BYTES),
      callback: (bytes, buffer) => {
        try {
          const busy = answer.write(buffer.subarray(0, bytes));
          if (answer.isForeign) socket.destroy();
          if (busy === null) return true;
          busy.then(
            () => socket.resume(),
            (error: unknown) => socket.destroy(error as Error),
          );
          return false;
        } catch (error) {
          socket.destroy(error as Error);
          return false;
        }
      },
    },
  });
  socket.on("error", reject);
  socket.on("close", () => resolve(undefined));
  // HTTP 1.0: the answer ends with the connection, so its body is not cut into chunks with lengths between them.
  socket.write(`GET ${pathOf(reference)} HTTP/1.0\r\nHost: docker\r\n\r\n`);
  await promise;
  if (!answer.isForeign) answer.end(reference);
  return !answer.isForeign;
}

const pathOf = (reference: string) => `/images/${encodeURIComponent(reference).replaceAll("%2F", "/")}/get`;

async function readThroughClient(docker: Dockerode, reference: string, take: TakeChunk): Promise<void> {
  const stream = await docker.getImage(reference).get();
  for await (const chunk of Readable.from(stream as AsyncIterable<unknown>)) {
    if (!(chunk instanceof Uint8Array))
      throw new EngineFault("The engine sent text in place of an image.", "Try again.");
    await take(chunk);
  }
}
