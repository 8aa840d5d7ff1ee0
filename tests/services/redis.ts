import { createServer } from "node:net";
import { once } from "node:events";
import { randomInt } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { Redis as Client } from "ioredis";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { Scope } from "../../workbench/engine/scope.ts";
import { hostOf } from "../../workbench/engine/serve/http.ts";
import type { Server } from "../../workbench/engine/types.ts";
import { REDIS_PORT, redisImage } from "./redis-image.ts";

/** A real Redis in a container of a run of its own. */
export interface Redis extends AsyncDisposable {
  /** `redis://` or, with TLS, `rediss://`; holds the password. */
  readonly url: string;
  /** PEM of the authority that its certificate comes from; null without TLS. */
  readonly ca: string | null;
  /** The port of `url`; stays the same. */
  readonly port: number;
  /** What its container and image are labelled with (`LABEL_RUN`). */
  readonly runId: string;
  /** Kills it as a crash would: who is connected loses the connection, and who connects is refused. */
  stop(): Promise<void>;
  /** Starts it again on the same port with what it held, and waits until it answers. */
  start(): Promise<void>;
  /** It stands still: connections stay, and nobody gets an answer. */
  pause(): Promise<void>;
  unpause(): Promise<void>;
}

interface RedisRequest {
  readonly password?: string;
  readonly tls?: boolean;
}

const READY_MS = 30_000;
const ASK_AGAIN_MS = 50;
const MOST_TRIES = 5;

/** Starts Redis and waits until it answers. Disposing of it removes the container, its data and its image. */
export async function startRedis({ password, tls = false }: RedisRequest = {}): Promise<Redis> {
  const engine = await connectEngine();
  const scope = new Scope(engine);
  try {
    const host = hostOf(engine.facts.endpoint);
    const settings = { password: password ?? null, tlsHost: tls ? host : null };
    const { image, ca } = await redisImage(scope, settings);
    const { server, port } = await serveOnFreePort(scope, image);
    const secret = password === undefined ? "" : `:${encodeURIComponent(password)}@`;
    const url = `${tls ? "rediss" : "redis"}://${secret}${host}:${port}`;
    await untilAnswered(url, ca);
    return {
      ...{ url, ca, port, runId: scope.runId },
      stop: () => server.kill(),
      start: async () => {
        await server.start();
        await untilAnswered(url, ca);
      },
      pause: () => server.pause(),
      unpause: () => server.unpause(),
      [Symbol.asyncDispose]: async () => {
        await server[Symbol.asyncDispose]();
        await scope[Symbol.asyncDispose]();
      },
    };
  } catch (error) {
    await scope[Symbol.asyncDispose]();
    throw error;
  }
}

async function serveOnFreePort(scope: Scope, image: string): Promise<{ server: Server; port: number }> {
  for (let tries = 1; ; tries += 1) {
    const port = await freePort();
    const outcome = await scope.serve({
      image,
      ports: [REDIS_PORT],
      hostPorts: { [REDIS_PORT]: port },
      ready: { log: /Ready to accept connections/ },
      readyMs: READY_MS,
    });
    if (outcome.ok) return { server: outcome.server, port };
    // Somebody else may have taken it since we looked.
    if (tries === MOST_TRIES || !/already (allocated|in use)/.test(outcome.message))
      throw new Error(`Redis did not start: ${outcome.message}\n${outcome.stdout}${outcome.stderr}`);
  }
}

/** Below the ports that systems give to outgoing connections, so that it is still free after a stop. */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    const probe = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      probe.once("error", () => resolve(false));
      probe.listen(port, "127.0.0.1", () => resolve(true));
    });
    if (!isFree) continue;
    await once(probe.close(), "close");
    return port;
  }
}

/** Asks until it has loaded its data and says PONG. @throws what the last try said when the time is over */
async function untilAnswered(url: string, ca: string | null): Promise<void> {
  const end = performance.now() + READY_MS;
  for (;;) {
    const client = new Client(url, {
      lazyConnect: true,
      retryStrategy: () => null,
      ...(ca === null ? {} : { tls: { ca } }),
    });
    // What it tells here, `connect` throws, too.
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.ping();
      return;
    } catch (error) {
      if (performance.now() > end) throw error;
      await setTimeout(ASK_AGAIN_MS);
    } finally {
      client.disconnect();
    }
  }
}
