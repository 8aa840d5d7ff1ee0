import { Redis as Client } from "ioredis";
import type { RedisOptions } from "ioredis";
import { expect, onTestFinished, test } from "vitest";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { findLeftovers } from "../../workbench/engine/scope.ts";
import { startRedis } from "./redis.ts";
import type { Redis } from "./redis.ts";

/** A client that tries once and gives up, so that a refusal is seen. */
function client(url: string, options: RedisOptions = {}): Client {
  const made = new Client(url, { lazyConnect: true, retryStrategy: () => null, ...options });
  made.on("error", () => undefined);
  onTestFinished(() => made.disconnect());
  return made;
}

const trusting = ({ ca }: Redis): RedisOptions => ({ tls: { ca: ca ?? "" } });

test("it evicts nothing, and after a crash it holds on the same port what it held", async () => {
  await using redis = await startRedis();
  expect(redis).toMatchObject({ url: `redis://127.0.0.1:${redis.port}`, ca: null });
  const before = client(redis.url);
  expect(await before.config("GET", "maxmemory-policy")).toEqual(["maxmemory-policy", "noeviction"]);
  await before.set("key", "kept");
  await redis.stop();
  await expect(client(redis.url).ping()).rejects.toThrow("Connection is closed");
  await redis.start();
  expect(await client(redis.url).get("key")).toBe("kept");
});

test("while it stands still nobody is answered, and then everybody", async () => {
  await using redis = await startRedis();
  const waiting = client(redis.url);
  await waiting.set("key", "before");
  await redis.pause();
  let answered = false;
  const answer = waiting.get("key").finally(() => (answered = true));
  await expect(client(redis.url, { connectTimeout: 500, commandTimeout: 500 }).ping()).rejects.toThrow();
  expect(answered).toBe(false);
  await redis.unpause();
  expect(await answer).toBe("before");
});

test("a password is asked for", async () => {
  const password = 'p@ss:w/rd "1"';
  await using redis = await startRedis({ password });
  expect(await client(redis.url).ping()).toBe("PONG");
  const bare = `redis://127.0.0.1:${redis.port}`;
  await expect(client(bare).get("key")).rejects.toThrow("NOAUTH");
  await expect(client(bare, { password: "wrong" }).get("key")).rejects.toThrow(/WRONGPASS|NOAUTH/);
});

test("with TLS and a password, who does not know the authority does not connect", async () => {
  await using redis = await startRedis({ password: "secret", tls: true });
  expect(redis.url).toBe(`rediss://:secret@127.0.0.1:${redis.port}`);
  expect(await client(redis.url, trusting(redis)).ping()).toBe("PONG");
  await expect(client(redis.url).ping()).rejects.toThrow();
  await expect(client(redis.url.replace("rediss", "redis")).ping()).rejects.toThrow();
  await redis.stop();
  await redis.start();
  expect(await client(redis.url, trusting(redis)).ping()).toBe("PONG");
});

test("nothing of it is left, also when it was paused or stopped", async () => {
  const engine = await connectEngine();
  for (const last of ["pause", "stop"] as const) {
    const redis = await startRedis();
    expect(await findLeftovers(engine, redis.runId)).toMatchObject({ containers: [expect.any(String)] });
    await redis[last]();
    await redis[Symbol.asyncDispose]();
    expect(await findLeftovers(engine, redis.runId)).toEqual({ containers: [], images: [], networks: [] });
  }
});
