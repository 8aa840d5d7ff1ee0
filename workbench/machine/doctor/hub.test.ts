import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { hubLimit, readLimit } from "./hub.ts";

test.for([
  ["100;w=21600", "93;w=21600", { kind: "told", limit: 100, remaining: 93, hours: 6 }],
  ["200;w=3600", "0;w=3600", { kind: "told", limit: 200, remaining: 0, hours: 1 }],
  [null, null, { kind: "untold" }],
  ["many", "few", { kind: "untold" }],
] as const)("%s, %s", ([limit, remaining, told]) => {
  expect(readLimit(limit, remaining)).toEqual(told);
});

/** A server that speaks as Docker documents it of Docker Hub: a token, then a HEAD with this status and these headers. */
async function speaking(status: number, headers: Record<string, string>) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization ?? ""}`.trim());
    if (request.url === "/token") return response.end('{"token":"T"}');
    if (request.url === "/silent") return undefined;
    return response.writeHead(status, headers).end();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  const at = (path: string) => `http://127.0.0.1:${port}/${path}`;
  return { asked, at, places: { token: at("token"), manifest: at("manifest") } };
}

test("the limit is asked with a token and a HEAD, which is no pull", async () => {
  const { asked, places } = await speaking(200, {
    "ratelimit-limit": "100;w=21600",
    "ratelimit-remaining": "76;w=21600",
  });
  expect(await hubLimit(2000, places)).toEqual({ kind: "told", limit: 100, remaining: 76, hours: 6 });
  expect(asked).toEqual(["GET /token", "HEAD /manifest Bearer T"]);
});

test("a limit that is used up is told, too", async () => {
  const headers = { "ratelimit-limit": "100;w=21600", "ratelimit-remaining": "0;w=21600" };
  expect(await hubLimit(2000, (await speaking(429, headers)).places)).toMatchObject({ remaining: 0 });
});

test.for([
  ["an error", 503, "HTTP 503"],
  ["silence", 200, "no answer within 0.2 s"],
] as const)("%s is no guess", async ([what, status, message]) => {
  const { places, at } = await speaking(status, {});
  const asked = what === "silence" ? { ...places, token: at("silent") } : places;
  expect(await hubLimit(200, asked)).toEqual({ kind: "not reached", message });
});

test("nobody there", async () => {
  const places = { token: "http://127.0.0.1:1/", manifest: "http://127.0.0.1:1/" };
  expect(await hubLimit(2000, places)).toMatchObject({ kind: "not reached" });
});
