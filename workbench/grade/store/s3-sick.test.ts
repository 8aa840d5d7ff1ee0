import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { expect, onTestFinished, test } from "vitest";
import { s3Store } from "./s3.ts";
import type { Store } from "./types.ts";

const hello = Buffer.from("hello");
const ADDRESS = "sha256:2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
const KEYS = { accessKeyId: "id", secretAccessKey: "hush", sessionToken: "token" };

/** A store behind a server that answers as a healthy one never would. */
async function storeBehind(answer: RequestListener, answerMs = 5_000): Promise<Store> {
  const server = createServer(answer);
  await once(server.listen(0, "127.0.0.1"), "listening");
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return s3Store({ endpoint, bucket: "class", prefix: [], region: "us-east-1" }, KEYS, {
    patienceMs: 2_000,
    answerMs,
  });
}

test("a busy store is asked again, with the same signed bytes", async () => {
  const bodies: string[] = [];
  const headers: IncomingHttpHeaders[] = [];
  const store = await storeBehind((request, response) => {
    headers.push(request.headers);
    void text(request).then((body) => {
      bodies.push(body);
      response.writeHead(bodies.length < 3 ? 503 : 200).end();
    });
  });
  expect(await store.put(hello)).toBe(ADDRESS);
  expect(bodies).toEqual(["hello", "hello", "hello"]);
  for (const each of headers)
    expect(each).toMatchObject({ "x-amz-security-token": "token", "content-length": "5" });
});

test("an answer that breaks off is asked for again", async () => {
  let asked = 0;
  const store = await storeBehind((_request, response) => {
    asked += 1;
    response.writeHead(200, { "content-length": 5 });
    if (asked === 1) response.write("he", () => response.destroy());
    else response.end("hello");
  });
  expect(await store.get(ADDRESS)).toEqual(hello);
});

test("a server that never answers is given up", async () => {
  const store = await storeBehind(() => undefined, 100);
  await expect(store.get(ADDRESS)).rejects.toThrow(
    "gave no answer (The operation was aborted due to timeout)",
  );
});

test("an answer without end is cut off", async () => {
  const store = await storeBehind((_request, response) => {
    const piece = Buffer.alloc(1 << 20);
    const more = () => void response.write(piece, (error) => (error ? undefined : more()));
    more();
  });
  await expect(store.get(ADDRESS)).rejects.toMatchObject({ kind: "too-large" });
});

test("who is sent elsewhere does not go there", async () => {
  const asked: (string | undefined)[] = [];
  const store = await storeBehind((request, response) => {
    asked.push(request.url);
    response.writeHead(307, { location: "/elsewhere" }).end();
  });
  await expect(store.get(ADDRESS)).rejects.toMatchObject({ kind: "refused" });
  expect(asked).toHaveLength(1);
});
