import { expect, test } from "vitest";
import { ensureBases } from "../../workbench/bases/ensure.ts";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { parseEndpoint } from "../../workbench/engine/discover/endpoint.ts";
import { lookForEngine } from "../../workbench/engine/private/ensure.ts";
import { Scope } from "../../workbench/engine/scope.ts";
import { tlsFront } from "./tls-front.ts";

/** Where the engine of this test run listens in the clear. */
async function plainTarget() {
  const { found } = await lookForEngine();
  const address = parseEndpoint(found?.endpoint ?? "", false);
  if (address.kind === "unknown") throw new Error(address.reason);
  return address.kind === "socket" ? { path: address.path } : { host: address.host, port: address.port };
}

test("an engine behind TLS is used with the certificates that DOCKER_CERT_PATH names", async () => {
  await using front = await tlsFront(await plainTarget());
  const named = { ...process.env, DOCKER_HOST: front.endpoint };
  await expect(connectEngine({ env: { ...named, DOCKER_TLS_VERIFY: "" } })).rejects.toThrow(front.endpoint);
  const env = { ...named, DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: front.certDir };
  const engine = await connectEngine({ env });
  expect(engine.facts).toMatchObject({ endpoint: front.endpoint, foundBy: "DOCKER_HOST" });
  const before = front.connections();
  await using scope = new Scope(engine);
  const [busybox] = await ensureBases(engine, ["busybox"], {});
  const seen = await scope.run({ image: busybox?.image ?? "", command: ["sh", "-c", "echo through TLS"] });
  expect(seen).toMatchObject({ exitCode: 0, stdout: "through TLS\n" });
  expect(front.connections()).toBeGreaterThan(before);
});
