import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { candidates } from "./candidates.ts";
import { fixtureHost } from "./fixture.ts";

const id = (name: string) => createHash("sha256").update(name).digest("hex");

const CONTEXT = {
  "/home/ada/.docker/config.json": '{"currentContext": "colima", "auths": {}}',
  [`/home/ada/.docker/contexts/meta/${id("colima")}/meta.json`]:
    '{"Name":"colima","Metadata":{},"Endpoints":{"docker":{"Host":"unix:///somewhere/colima.sock","SkipTLSVerify":false}}}',
};

const OWN = { endpoint: "unix:///state/engine/docker.sock", running: true };

test.for([
  [
    "DOCKER_HOST alone counts",
    { DOCKER_HOST: "tcp://10.0.0.9:2375", DOCKER_CONTEXT: "colima" },
    "tcp://10.0.0.9:2375",
  ],
  [
    "an empty DOCKER_HOST is none",
    { DOCKER_HOST: "", DOCKER_CONTEXT: "colima" },
    "unix:///somewhere/colima.sock",
  ],
] as const)("%s", ([, env, endpoint]) => {
  const list = candidates(fixtureHost({ env, files: CONTEXT }), OWN);
  expect(list).toMatchObject([{ endpoint, required: true }]);
});

test("the context in use comes first, then our own engine, then the usual sockets", () => {
  const list = candidates(fixtureHost({ files: CONTEXT }), OWN);
  expect(list.slice(0, 3)).toMatchObject([
    { endpoint: "unix:///somewhere/colima.sock", foundBy: 'docker context "colima"', required: false },
    { endpoint: OWN.endpoint, foundBy: "private engine", isPrivate: true },
    { endpoint: "unix:///var/run/docker.sock", isPrivate: false },
  ]);
});

test("our own engine is no candidate while it does not run", () => {
  const list = candidates(fixtureHost(), { ...OWN, running: false });
  expect(list.map(({ endpoint }) => endpoint)).not.toContain(OWN.endpoint);
});

test("the context named default means the usual sockets", () => {
  const list = candidates(fixtureHost({ env: { DOCKER_CONTEXT: "default" }, files: CONTEXT }), null);
  expect(list[0]).toMatchObject({ endpoint: "unix:///var/run/docker.sock" });
});

test("a context that DOCKER_CONTEXT names and nobody knows is the only candidate, and unusable", () => {
  const list = candidates(fixtureHost({ env: { DOCKER_CONTEXT: "lost" }, files: CONTEXT }), OWN);
  expect(list).toMatchObject([{ required: true, unusable: expect.stringContaining("no readable context") }]);
});

test("a broken config.json of the docker command does no harm", () => {
  const files = { "/home/ada/.docker/config.json": "{not json" };
  expect(candidates(fixtureHost({ files }), null)[0]).toMatchObject({
    endpoint: "unix:///var/run/docker.sock",
  });
});

test("DOCKER_CONFIG moves the folder of the contexts", () => {
  const files = {
    "/conf/config.json": '{"currentContext":"far"}',
    [`/conf/contexts/meta/${id("far")}/meta.json`]: '{"Endpoints":{"docker":{"Host":"tcp://far:2376"}}}',
    [`/conf/contexts/tls/${id("far")}/docker/ca.pem`]: "…",
  };
  const list = candidates(fixtureHost({ env: { DOCKER_CONFIG: "/conf" }, files }), null);
  expect(list[0]).toMatchObject({
    endpoint: "tcp://far:2376",
    certDir: `/conf/contexts/tls/${id("far")}/docker`,
  });
});

test.for([
  [{ DOCKER_TLS_VERIFY: "1", DOCKER_CERT_PATH: "/certs" }, "/certs"],
  [{ DOCKER_TLS_VERIFY: "1" }, "/home/ada/.docker"],
  [{ DOCKER_CERT_PATH: "/certs" }, null],
] as const)("with %j the certificates of DOCKER_HOST lie in %s", ([env, certDir]) => {
  const host = fixtureHost({ env: { DOCKER_HOST: "tcp://h:2376", ...env } });
  expect(candidates(host, null)).toMatchObject([{ certDir }]);
});

test.for([
  ["linux", "unix:///run/user/1000/docker.sock"],
  ["linux", "unix:///run/user/1000/podman/podman.sock"],
  ["linux", "unix:///home/ada/.rd/docker.sock"],
  ["darwin", "unix:///home/ada/.colima/default/docker.sock"],
  ["darwin", "unix:///home/ada/.orbstack/run/docker.sock"],
  ["darwin", "unix:///home/ada/.local/share/containers/podman/machine/podman.sock"],
  ["win32", "npipe:////./pipe/docker_engine"],
] as const)("on %s, %s is looked at", ([platform, endpoint]) => {
  const list = candidates(fixtureHost({ platform }), null).map((one) => one.endpoint);
  expect(list).toContain(endpoint);
  expect(new Set(list).size).toBe(list.length);
});
