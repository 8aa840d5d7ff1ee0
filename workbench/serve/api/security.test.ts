import { connect } from "node:net";
import { rm, symlink } from "node:fs/promises";
import { join } from "node:path";
import { once } from "node:events";
import { afterAll, beforeAll, expect, test } from "vitest";
import { refusalSchema } from "../contract.ts";
import { TOKEN_HEADER, TOKEN_META } from "../token.ts";
import { served, TOKEN } from "./fixture.ts";
import type { Ask, Served } from "./fixture.ts";

const LAB = "01-base-image";
let here: Served;
let ran = 0;

beforeAll(async () => {
  here = await served(() => {
    ran += 1;
    return Promise.resolve();
  });
});

afterAll(() => here[Symbol.asyncDispose]());

const run: Ask = { method: "POST", path: "/api/runs", body: { lab: LAB } };
const state: Ask = { path: "/api/state" };

async function refused(ask: Ask, status: number): Promise<void> {
  const answer = await here.ask(ask);
  expect(answer, answer.text).toMatchObject({ status });
  const { what, why, next } = refusalSchema.parse(JSON.parse(answer.text));
  for (const text of [what, why, next]) expect(text).toMatch(/^\S.*\S$/s);
  expect(ran, "nothing was run").toBe(0);
}

test.each([
  ["a rebound name", { host: "evil.example" }, 421],
  [
    "a rebound name with its own origin",
    { host: "evil.example:4173", origin: "http://evil.example:4173" },
    421,
  ],
  ["a name that begins like ours", { host: "127.0.0.1.evil.example" }, 421],
  ["the address in the network", { host: "192.168.0.1" }, 421],
  ["a page of another host", { origin: "http://evil.example" }, 403],
  ["a page of another port", { origin: "http://127.0.0.1:1" }, 403],
  ["a page in a sandbox or a file", { origin: "null" }, 403],
  ["the same name by another scheme", { origin: "https://127.0.0.1:4173" }, 403],
  ["a browser that says another site", { "sec-fetch-site": "cross-site" }, 403],
  ["a browser that says another port", { "sec-fetch-site": "same-site" }, 403],
  ["no token", { [TOKEN_HEADER]: null }, 401],
  ["an empty token", { [TOKEN_HEADER]: "" }, 401],
  ["a wrong token", { [TOKEN_HEADER]: "token-of-last-start" }, 401],
  ["the token's beginning", { [TOKEN_HEADER]: TOKEN.slice(0, -1) }, 401],
  ["the token in a cookie only", { [TOKEN_HEADER]: null, cookie: `${TOKEN_META}=${TOKEN}` }, 401],
])("%s gets nothing", async (_, headers, status) => {
  await refused({ ...run, headers }, status);
  await refused({ ...state, headers }, status);
  await refused({ path: `/api/events?lab=${LAB}`, headers }, status);
});

test("what changes something has to come from a page: no Origin, no run", async () => {
  await refused({ ...run, headers: { origin: null } }, 403);
  expect(await here.ask({ ...state, headers: { origin: null } })).toMatchObject({ status: 200 });
});

test("no other page is ever told that it may ask", async () => {
  const preflight = { origin: "http://evil.example", "access-control-request-method": "POST" };
  const answer = await here.ask({ ...run, method: "OPTIONS", headers: preflight });
  expect(answer.status).toBe(403);
  const own = await here.ask(state);
  for (const { headers } of [answer, own])
    expect(Object.keys(headers).filter((name) => name.startsWith("access-control"))).toEqual([]);
  expect(own.headers).toMatchObject({ "cross-origin-resource-policy": "same-origin" });
});

test("the token stands in pages, and in nothing else that is served", async () => {
  expect((await here.ask({ path: "/" })).text).toContain(`<meta name="${TOKEN_META}" content="${TOKEN}">`);
  expect((await here.ask({ path: "/index.html" })).text).toContain(TOKEN);
  for (const path of ["/nowhere", "/api/state", "/api/nothing"])
    expect(JSON.stringify(await here.ask({ path })), path).not.toContain(TOKEN);
  const rebound = await here.ask({ path: "/", headers: { host: "evil.example" } });
  expect(rebound).toMatchObject({ status: 421, text: expect.not.stringContaining(TOKEN) });
});

test.each([
  "03-nothing",
  "../../etc",
  "..",
  "01-base-image/../02-layers",
  "01-base-image\u0000",
  "%2e%2e%2f",
  "__proto__",
  "",
  "01-" + "a".repeat(5000),
])("%j is no lab", async (lab) => {
  const status = lab === "03-nothing" ? 404 : 400;
  for (const path of ["/api/runs", "/api/start"])
    await refused({ method: "POST", path, body: { lab } }, status);
  await refused({ path: `/api/events?lab=${encodeURIComponent(lab)}` }, status);
});

test.each([
  "../../../etc/passwd",
  "/etc/passwd",
  "child/../../../secret.txt",
  "child",
  "child/Dockerfile:1",
  "..\\..\\secret.txt",
  "lab.yaml",
  "child/Dockerfile\u0000",
  "link-to-nowhere",
])("the editor never gets to see %j", async (path) => {
  await here.live.start(LAB);
  await refused({ method: "POST", path: "/api/open", body: { lab: LAB, path } }, 404);
});

test("a link in the place of a file does not lead the editor out of the folder", async () => {
  const lab = "02-layers";
  await here.live.start(lab);
  const path = (await here.live.state(lab)).files[0]?.path ?? "";
  await rm(join(here.work(lab), path));
  await symlink(join(here.work(lab), "../../secret.txt"), join(here.work(lab), path));
  await refused({ method: "POST", path: "/api/open", body: { lab, path } }, 404);
});

test.each<[string, Partial<Ask>, number]>([
  ["not JSON", { body: "{" }, 400],
  ["another key", { body: { lab: LAB, path: "/etc" } }, 400],
  ["a list", { body: [LAB] }, 400],
  ["no body", { body: undefined, headers: { "content-type": "application/json" } }, 400],
  ["a task that is none", { body: { lab: LAB, task: "nothing" } }, 404],
  ["a task that is a path", { body: { lab: LAB, task: "../x" } }, 400],
  ["a form of another page", { headers: { "content-type": "text/plain" } }, 415],
  ["another method", { method: "PUT" }, 404],
  ["a path that leads out", { path: "/api/../../secret.txt" }, 404],
  ["a path that leads out, in disguise", { path: "/api/%2e%2e/%2e%2e/secret.txt" }, 404],
])("%s is refused", async (_, ask, status) => {
  await refused({ ...run, ...ask }, status);
});

test("a body of 10 MB is refused before it has been sent, and the server goes on", async () => {
  const { hostname, port, host } = new URL(here.origin);
  const socket = connect(Number(port), hostname);
  const began = performance.now();
  socket.write(
    `POST /api/runs HTTP/1.1\r\nHost: ${host}\r\nOrigin: ${here.origin}\r\n${TOKEN_HEADER}: ${TOKEN}\r\n` +
      `Content-Type: application/json\r\nContent-Length: 10485760\r\n\r\n{"lab":"`,
  );
  const [first] = await once(socket, "data");
  expect(String(first)).toMatch(/^HTTP\/1\.1 413 /);
  expect(performance.now() - began, "long before it gives up on slow senders").toBeLessThan(5000);
  socket.destroy();
  await refused({ ...run, body: { lab: "x".repeat(10 * 1024 * 1024) } }, 413);
  // Its length not said beforehand.
  await refused({ ...run, body: "x".repeat(1024 * 1024), headers: { "transfer-encoding": "chunked" } }, 411);
  expect(await here.ask(state)).toMatchObject({ status: 200 });
});

test("200 requests at once are all answered", async () => {
  const began = performance.now();
  const answers = await Promise.all(Array.from({ length: 200 }, () => here.ask(state)));
  expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 200 }, () => 200));
  expect(performance.now() - began).toBeLessThan(8000);
});

test("of 200 pages that listen at once, those beyond the limit are told so, and their places become free", async () => {
  // The answer is kept: fetch ends a stream whose answer nobody holds any more, and its place would be free.
  const listen = (): Promise<{ status: number; answer: Response; stop: () => void }> => {
    const stop = new AbortController();
    const headers = { origin: here.origin, [TOKEN_HEADER]: TOKEN };
    return fetch(`${here.origin}/api/events?lab=${LAB}`, { headers, signal: stop.signal }).then((answer) => ({
      status: answer.status,
      answer,
      stop: () => stop.abort(),
    }));
  };
  const listening = await Promise.all(Array.from({ length: 200 }, listen));
  const statuses = listening.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(64);
  expect(statuses.filter((status) => status === 429)).toHaveLength(136);
  expect(await here.ask(state)).toMatchObject({ status: 200 });
  for (const { stop } of listening) stop();
  await expect
    .poll(async () => {
      const again = await listen();
      again.stop();
      return again.status;
    })
    .toBe(200);
});

test("who sends a request slowly is let go, and keeps nobody else waiting", { timeout: 20_000 }, async () => {
  const { hostname, port } = new URL(here.origin);
  const slow = Array.from({ length: 50 }, () => connect(Number(port), hostname));
  for (const socket of slow)
    socket.on("error", () => undefined).write("GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n");
  const drip = setInterval(
    () => slow.forEach((socket) => socket.writable && socket.write("X-Slow: 1\r\n")),
    500,
  );
  expect(await here.ask(state)).toMatchObject({ status: 200 });
  await Promise.all(slow.map(async (socket) => socket.closed || (await once(socket.resume(), "close"))));
  clearInterval(drip);
});
