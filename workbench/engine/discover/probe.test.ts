import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { probe } from "./probe.ts";
import { refusalReason } from "./reasons.ts";
import type { Candidate } from "./types.ts";

const candidate = (endpoint: string, more: Partial<Candidate> = {}): Candidate => ({
  endpoint,
  foundBy: "test",
  required: false,
  certDir: null,
  isPrivate: false,
  ...more,
});

/** A server on the loopback that answers as told; these tests are about the conversation, not about Docker. */
async function serve(answer: http.RequestListener): Promise<string> {
  const server = http.createServer(answer).listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `tcp://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const version = (more: object) =>
  JSON.stringify({ Version: "5.6.0", ApiVersion: "1.41", Os: "linux", ...more });

test.for([
  [
    "Docker",
    version({ Components: [{ Name: "Engine" }] }),
    { answered: true, product: "docker", version: "5.6.0" },
  ],
  ["Podman", version({ Components: [{ Name: "Podman Engine" }] }), { answered: true, product: "podman" }],
  [
    "an engine of Windows containers",
    version({ Os: "windows" }),
    { answered: false, reason: expect.stringContaining("Linux containers") },
  ],
  ["a page", "<html>", { answered: false }],
] as const)("an answer of %s", async ([, body, expected]) => {
  const endpoint = await serve((request, response) => response.end(request.url === "/_ping" ? "OK" : body));
  expect(await probe(candidate(endpoint))).toMatchObject(expected);
});

test("a server that is no engine is told apart", async () => {
  const endpoint = await serve((_, response) => response.writeHead(404).end());
  expect(await probe(candidate(endpoint))).toMatchObject({ reason: expect.stringContaining("HTTP 404") });
});

test("a server that never answers is given up at the deadline", async () => {
  const endpoint = await serve(() => {});
  expect(await probe(candidate(endpoint), 100)).toEqual({
    answered: false,
    reason: "no answer within 0.1 s; the engine may be starting up or hung",
  });
});

test("a path without a socket, and a path that is something else", async () => {
  const folder = mkdtempSync(join(tmpdir(), "gw-probe-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "file"), "");
  chmodSync(join(folder, "file"), 0o600);
  expect(await probe(candidate(`unix://${folder}/none`))).toMatchObject({
    reason: "there is no socket at this path",
  });
  expect(await probe(candidate(`unix://${folder}/file`))).toMatchObject({ answered: false });
});

test("TLS without the certificate files says which one is missing", async () => {
  const outcome = await probe(candidate("tcp://127.0.0.1:1", { certDir: "/nowhere/certs" }));
  expect(outcome).toMatchObject({ reason: expect.stringMatching(/certificates.*\/nowhere\/certs\/ca.pem/) });
});

test("permission denied comes with what to do", () => {
  const socket = { kind: "socket", path: "/var/run/docker.sock" } as const;
  expect(refusalReason("EACCES", socket, "")).toContain("usermod -aG docker");
});
