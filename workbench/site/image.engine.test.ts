import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import type { IncomingMessage } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { buffer } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connectEngine } from "../engine/connect.ts";
import type { Server } from "../engine/types.ts";
import { Scope } from "../engine/scope.ts";
import { readImage } from "../image/read.ts";
import { buildSiteImage } from "./image.ts";

const TAG = "groundwork/site-test:1";
const HOME = `<!doctype html><title>home</title>${"<p>words".repeat(500)}`;

const opened = new AsyncDisposableStack();
let scope: Scope;
let server: Server;

beforeAll(async () => {
  const engine = await connectEngine();
  scope = opened.use(new Scope(engine));
  const site = await mkdtemp(join(tmpdir(), "groundwork-site-image-"));
  opened.defer(() => rm(site, { recursive: true, force: true }));
  await mkdir(join(site, "course"));
  await mkdir(join(site, "assets"));
  await writeFile(join(site, "index.html"), HOME);
  await writeFile(join(site, "404.html"), "no such page");
  await writeFile(join(site, "course/index.html"), "the course");
  await writeFile(join(site, "assets/a.js"), "1;");
  await writeFile(join(site, "assets/a.woff2"), "font");
  await buildSiteImage({ engine, site, tag: TAG, say: () => undefined });
  opened.defer(async () => {
    await engine.removeImage(TAG);
  });
  const served = await scope.serve({
    image: TAG,
    ports: [8080],
    readOnly: true,
    capDrop: ["ALL"],
    ready: { path: "/", port: 8080 },
  });
  if (!served.ok) throw new Error(`${served.message}\n${served.stderr}`);
  server = opened.use(served.server);
});

afterAll(() => opened.disposeAsync());

/** `fetch` would follow and unpack; here both are the subject. */
async function ask(path: string, headers: Record<string, string> = {}): Promise<[IncomingMessage, Buffer]> {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(`http://${server.address(8080)}${path}`, { headers }, resolve)
      .on("error", reject)
      .end();
  });
  return [answer, await buffer(answer)];
}

test.each([
  ["/", 200, "text/html", HOME],
  ["/course/", 200, "text/html", "the course"],
  ["/assets/a.js", 200, "text/javascript", "1;"],
  ["/assets/a.woff2", 200, "font/woff2", "font"],
  ["/nowhere/", 404, "text/html", "no such page"],
  ["/../etc/httpd.conf", 403, "text/html", null],
])("%s answers %i, %s", async (path, status, type, text) => {
  const [answer, body] = await ask(path);
  expect(answer.statusCode).toBe(status);
  expect(answer.headers["content-type"]).toContain(type);
  if (text !== null) expect(body.toString()).toBe(text);
});

test("an address without its slash leads to the folder", async () => {
  const [answer] = await ask("/course");
  expect([answer.statusCode, answer.headers.location]).toEqual([302, "/course/"]);
});

test("who can unpack gets packed bytes", async () => {
  const [answer, body] = await ask("/", { "accept-encoding": "gzip" });
  expect(answer.headers["content-encoding"]).toBe("gzip");
  expect(gunzipSync(body).toString()).toBe(HOME);
});

test("the image holds one program and no shell, runs as nobody in particular, and stops at once", async () => {
  const image = await readImage((take) => scope.saveInto(TAG, take), { measureCompressed: false });
  expect(image.config.user).toBe("65532:65532");
  expect((await server.exec(["/bin/sh"])).exitCode).not.toBe(0);
  const { durationMs } = await server.stop(10);
  expect(durationMs).toBeLessThan(5_000);
});
