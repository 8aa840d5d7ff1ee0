import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { isLoopback, serveStatic } from "./static.ts";
import type { StaticServer } from "./static.ts";

let folder: string;
let server: StaticServer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "groundwork-serve-"));
  const site = join(folder, "site");
  await mkdir(join(site, "assets"), { recursive: true });
  await writeFile(join(site, "index.html"), "home");
  await writeFile(join(site, "404.html"), "no such page");
  await writeFile(join(site, "assets/a.123.js"), "script");
  await writeFile(join(folder, "secret.txt"), "secret");
  server = await serveStatic({ folder: site, host: "127.0.0.1", port: 0 });
});

afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

interface Answer {
  readonly status: number | undefined;
  readonly body: string;
  readonly cache: string | undefined;
}

/** `fetch` would tidy up paths and refuse to set Host. */
function ask(
  path: string,
  { method = "GET", host }: { method?: string; host?: string } = {},
): Promise<Answer> {
  const { hostname, port } = new URL(server.url);
  const headers = host === undefined ? {} : { host };
  return new Promise((resolve, reject) => {
    request({ hostname, port, path, method, headers }, (response) => {
      let body = "";
      response.setEncoding("utf8").on("data", (text: string) => (body += text));
      response.on("end", () =>
        resolve({ status: response.statusCode, body, cache: response.headers["cache-control"] }),
      );
    })
      .on("error", reject)
      .end();
  });
}

test("pages are asked for again, named files are kept", async () => {
  expect(await ask("/")).toEqual({ status: 200, body: "home", cache: "no-cache" });
  expect(await ask("/assets/a.123.js")).toMatchObject({
    status: 200,
    cache: expect.stringContaining("immutable"),
  });
  expect(await ask("/", { method: "HEAD" })).toMatchObject({ status: 200, body: "" });
});

test.each([
  "/../secret.txt",
  "/%2e%2e/secret.txt",
  "/..%2fsecret.txt",
  "/assets/../../secret.txt",
  "//secret.txt",
  "/%00",
  "/%",
])("%s leads nowhere", async (path) => {
  expect(await ask(path)).toMatchObject({ status: 404, body: "no such page" });
});

test.each(["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:80", "192.168.0.1"])(
  "a request addressed to %s gets nothing",
  async (host) => {
    expect(await ask("/", { host })).toMatchObject({
      status: 421,
      body: expect.not.stringContaining("home"),
    });
  },
);

test.each(["localhost", "localhost:4173", "[::1]:4173", "127.0.0.1"])(
  "a request addressed to %s is ours",
  async (host) => {
    expect(await ask("/", { host })).toMatchObject({ status: 200 });
  },
);

test.each(["POST", "PUT", "DELETE"])("%s is refused", async (method) => {
  expect(await ask("/", { method })).toMatchObject({ status: 405 });
});

test("a taken port is passed over when there may be a next one, and is an error when not", async () => {
  const port = Number(new URL(server.url).port);
  const site = join(folder, "site");
  await expect(serveStatic({ folder: site, host: "127.0.0.1", port })).rejects.toMatchObject({
    code: "EADDRINUSE",
  });
  const second = await serveStatic({ folder: site, host: "127.0.0.1", port, tryNext: 20 });
  expect(Number(new URL(second.url).port)).toBeGreaterThan(port);
  await second.close();
});

test.each([
  ["127.0.0.1", true],
  ["::1", true],
  ["localhost", true],
  ["0.0.0.0", false],
  ["192.168.0.1", false],
])("%s is a loopback address: %s", (host, expected) => {
  expect(isLoopback(host)).toBe(expected);
});

test("no other address is ever listened on", async () => {
  await expect(serveStatic({ folder, host: "0.0.0.0", port: 0 })).rejects.toThrow(
    "0.0.0.0 is not a loopback address",
  );
});
