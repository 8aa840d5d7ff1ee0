import { readFile } from "node:fs/promises";
import { Redis, type RedisOptions } from "ioredis";
import { EngineFault } from "../../../engine/errors.ts";
import { BadInput } from "../../../lab/errors.ts";

/** Milliseconds for the first connection; later ones are tried for as long as it takes. */
const FIRST_MS = 10_000;
/** A connection from which nothing came for so long is dead: longer than the wait for work, which is 5 s. */
const SILENT_MS = 15_000;

export interface RedisPlace {
  /** `redis://` or `rediss://`, with a password where there is one. */
  readonly url: string;
  /** A file with the certificate of whoever signed the server's; null: the system's own. */
  readonly caFile: string | null;
}

/** A connection that comes back by itself. */
export interface RedisLink extends AsyncDisposable {
  readonly client: Redis;
  /** Where it leads, without the password. */
  readonly where: string;
}

/**
 * Connects to Redis. Later losses are waited out, and told in one line each.
 * @param onChange told when the connection is lost, and when it is back
 * @throws BadInput for an address that is none; EngineFault when the first connection can't be made, with the reason
 */
export async function connectRedis(
  { url, caFile }: RedisPlace,
  onChange: (line: string) => void,
  signal: AbortSignal,
): Promise<RedisLink> {
  const { options, where } = await optionsOf(url, caFile);
  const client = new Redis({ ...options, lazyConnect: true });
  const problems: Error[] = [];
  const note = (error: Error): void => void problems.push(error);
  client.on("error", note);
  try {
    await firstConnection(client, signal);
  } catch (error) {
    client.disconnect();
    signal.throwIfAborted();
    throw refusal(where, problems.at(-1) ?? error);
  }
  client.off("error", note);
  tellChanges(client, where, onChange);
  return {
    client,
    where,
    async [Symbol.asyncDispose]() {
      client.removeAllListeners("close").removeAllListeners("ready");
      client.disconnect();
      await Promise.resolve();
    },
  };
}

/** Reads a Redis address. Throws BadInput that never repeats a password. */
export function parseRedisUrl(url: string): { readonly where: string; readonly tls: boolean } {
  const parsed = URL.parse(url);
  const tls = parsed?.protocol === "rediss:";
  if (!parsed || (!tls && parsed.protocol !== "redis:") || parsed.hostname === "")
    throw new BadInput(
      "The address of Redis can't be read.",
      "Write it as redis://HOST:PORT or rediss://:PASSWORD@HOST:PORT. GROUNDWORK_REDIS keeps it off the command line.",
    );
  return { where: `${parsed.protocol}//${parsed.hostname}:${parsed.port || "6379"}`, tls };
}

async function optionsOf(
  url: string,
  caFile: string | null,
): Promise<{ options: RedisOptions; where: string }> {
  const { where, tls } = parseRedisUrl(url);
  const { hostname, port, username, password, pathname } = new URL(url);
  const ca = caFile === null ? null : await readCertificate(caFile);
  const options: RedisOptions = {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: Number(port || "6379"),
    db: Number(pathname.slice(1) || "0"),
    ...(username ? { username: decodeURIComponent(username) } : {}),
    ...(password ? { password: decodeURIComponent(password) } : {}),
    ...(tls ? { tls: ca === null ? {} : { ca } } : {}),
    // BullMQ asks for it: a command waits until Redis is back.
    maxRetriesPerRequest: null,
    connectTimeout: 5_000,
    socketTimeout: SILENT_MS,
    retryStrategy: (times) => Math.min(times * 200, 2_000),
  };
  return { options, where };
}

async function readCertificate(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => {
    throw new BadInput(
      `${file} can't be read.`,
      "Give the certificate that signed the server's: --redis-ca FILE",
    );
  });
}

function firstConnection(client: Redis, signal: AbortSignal): Promise<void> {
  const limit = AbortSignal.any([signal, AbortSignal.timeout(FIRST_MS)]);
  return new Promise((resolve, reject) => {
    limit.addEventListener("abort", () => reject(new Error("nothing answered")), { once: true });
    client.once("ready", resolve);
    // What is wrong for good is not tried again and again.
    client.on("error", (error: Error) => {
      if (/WRONGPASS|NOAUTH|ECONNREFUSED|ENOTFOUND|certificate|SSL|wrong version/i.test(textOf(error)))
        reject(error);
    });
    client.connect().catch(reject);
  });
}

function tellChanges(client: Redis, where: string, onChange: (line: string) => void): void {
  let isLost = false;
  client.on("error", () => undefined);
  client.on("close", () => {
    if (!isLost) onChange(`Redis at ${where} does not answer; waiting for it, nothing is lost`);
    isLost = true;
  });
  client.on("ready", () => {
    if (isLost) onChange(`Redis at ${where} is back`);
    isLost = false;
  });
}

/** What was seen, in words. A server's own text is kept: it never holds the password. */
function refusal(where: string, error: unknown): EngineFault {
  const seen = textOf(error);
  return new EngineFault(`Redis at ${where} can't be used: ${seen}`, nextStep(seen));
}

function textOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(textOf).join("; ");
  if (!(error instanceof Error)) return String(error);
  return error.message === "" && "code" in error ? String(error.code) : error.message;
}

function nextStep(seen: string): string {
  if (/WRONGPASS|NOAUTH|ACL/.test(seen))
    return "Put the right user and password into its address; GROUNDWORK_REDIS keeps it off the command line.";
  if (/certificate|self.signed|altname/i.test(seen))
    return "Name the certificate that signed the server's with --redis-ca FILE, and the host as it stands in the server's.";
  if (/SSL|wrong version|ECONNRESET|closed|nothing answered/i.test(seen))
    return "Is it a Redis, and does it speak TLS (rediss://) or not (redis://)?";
  return "Start it, or correct its address; a firewall may stand between.";
}
