import { setTimeout } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { placeOf } from "./objects.ts";
import { openStore } from "./open.ts";
import { parseS3, s3Keys } from "./s3-place.ts";
import { S3_ENV, startS3 } from "./s3-server.fixture.ts";
import type { S3Server } from "./s3-server.fixture.ts";
import { s3Store } from "./s3.ts";
import { MOST_BYTES, StoreFault } from "./types.ts";
import type { Address, Store, StoreFaultKind } from "./types.ts";

const hello = Buffer.from("hello");
const ADDRESS = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
const ABSENT: Address = `sha256:${"0".repeat(64)}`;

let server: S3Server;
let store: Store;

beforeAll(async () => {
  server = await startS3();
  store = openStore(server.where, S3_ENV);
});
afterAll(() => server[Symbol.asyncDispose]());

const keyOf = (address: Address) => ["of", "2026", ...placeOf(address)].join("/");

/** The same store, asked for a short time only, perhaps with other keys or at another place. */
function impatient(env: NodeJS.ProcessEnv = S3_ENV, where = server.where): Store {
  return s3Store(parseS3(where), s3Keys(env), { patienceMs: 300, answerMs: 5_000 });
}

/** What a call throws, as a person reads it; the port is replaced. */
async function faultOf(call: Promise<unknown>): Promise<[StoreFaultKind, string]> {
  const error = await call.then(
    () => new Error("nothing was thrown"),
    (reason: unknown) => reason,
  );
  if (!(error instanceof StoreFault)) throw error;
  return [error.kind, `${error.message}\n${error.next}`.replace(/127\.0\.0\.1:\d+/g, "127.0.0.1:PORT")];
}

test.each([0, 5, 3 * 1024 * 1024])(
  "an object of %i bytes comes back whole, however often it is put",
  async (length) => {
    const bytes = Buffer.alloc(length, "groundwork");
    const address = await store.put(bytes);
    expect(await store.put(bytes)).toBe(address);
    expect((await store.get(address)).equals(bytes)).toBe(true);
  },
);

test("what holds the bucket may lie under a path", async () => {
  const deep = impatient(S3_ENV, server.where.replace("/of/2026", "/a(b)/it's_1.0!"));
  expect(await deep.get(await deep.put(hello))).toEqual(hello);
});

test("an object that is not there", async () => {
  expect(await faultOf(store.get(ABSENT))).toMatchInlineSnapshot(`
    [
      "missing",
      "There is no object sha256:0000000000000000000000000000000000000000000000000000000000000000 in s3://class/of/2026 at http://127.0.0.1:PORT.
    Check that all machines use the same store (a share that is not mounted shows an empty folder), then send the work again.",
    ]
  `);
});

test("a damaged object is told, and mended when it is put again", async () => {
  await store.put(hello);
  await server.damage(keyOf(ADDRESS), "hellx");
  expect(await faultOf(store.get(ADDRESS))).toMatchInlineSnapshot(`
    [
      "damaged",
      "The object sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 in s3://class/of/2026 at http://127.0.0.1:PORT is damaged: its 5 bytes have the digest sha256:0b6179b38a9702b3e6b715188031623d09cdc4d173c6acfee273210ea281e1a8.
    Send the work again: an object that is damaged is then written anew. If it happens twice, check that store's disk.",
    ]
  `);
  await store.put(hello);
  expect(await store.get(ADDRESS)).toEqual(hello);
});

test("an object that is too large is neither fetched nor kept", async () => {
  const big = Buffer.alloc(MOST_BYTES + 1);
  await store.put(hello);
  await server.damage(keyOf(ADDRESS), big);
  expect(await faultOf(store.get(ADDRESS))).toMatchInlineSnapshot(`
    [
      "too-large",
      "The object sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824 in s3://class/of/2026 at http://127.0.0.1:PORT has 67108865 bytes; one may have 67108864.
    Nothing of ours is so large. Find out who else can write to that store, and remove the object.",
    ]
  `);
  expect((await faultOf(store.put(big)))[0]).toBe("too-large");
  await store.put(hello);
});

test.each([
  ["a wrong secret", { ...S3_ENV, AWS_SECRET_ACCESS_KEY: "hush" }, ""],
  ["an unknown key", { ...S3_ENV, AWS_ACCESS_KEY_ID: "hush" }, ""],
  ["an absent bucket", S3_ENV, "another"],
])("%s is refused at once", async (_name, env, bucket) => {
  const where = bucket === "" ? server.where : server.where.replace("class", bucket);
  const refused = openStore(where, env);
  const told = await faultOf(refused.put(hello));
  expect(told).toMatchSnapshot();
  expect(told.join()).not.toContain("hush");
  expect((await faultOf(refused.get(ADDRESS)))[0]).toBe("refused");
});

test("a server that is down is asked again until it is up", async () => {
  await server.stop();
  expect(await faultOf(impatient().put(hello))).toMatchInlineSnapshot(`
    [
      "unreachable",
      "s3://class/of/2026 at http://127.0.0.1:PORT gave no answer (connect ECONNREFUSED 127.0.0.1:PORT).
    Check that the endpoint is right, that its server runs and that this machine reaches it, then try again.",
    ]
  `);
  const put = store.put(Buffer.from("put while it was down"));
  await setTimeout(300);
  await server.start();
  expect((await store.get(await put)).toString()).toBe("put while it was down");
});

test("who has called it off gets their own reason, also while the server is down", async () => {
  const reason = new Error("the class is over");
  await expect(store.get(ADDRESS, AbortSignal.abort(reason))).rejects.toBe(reason);
  await server.stop();
  const off = new AbortController();
  const put = store.put(hello, off.signal);
  await setTimeout(50);
  off.abort(reason);
  await expect(put).rejects.toBe(reason);
  await server.start();
});
