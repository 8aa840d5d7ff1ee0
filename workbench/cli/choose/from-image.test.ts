import { expect, test } from "vitest";
import { needsOfImage } from "./from-image.ts";

const CONFIG = {
  user: "",
  env: [],
  entrypoint: null,
  cmd: null,
  workdir: "",
  labels: {},
  exposedPorts: [],
  volumes: [],
  stopSignal: null,
  onBuild: [],
  healthcheck: null,
};

function start(chain: readonly string[], libraries: readonly string[] = [], argv: readonly string[] = []) {
  return {
    outcome: "starts" as const,
    stage: "program" as const,
    reason: "",
    error: null,
    argv: [...argv],
    chain: [...chain],
    libraries: libraries.map((name) => ({ name, neededBy: chain[0] ?? "", path: null, foundBy: null })),
    missingVersions: [],
    limits: [],
  };
}

test.each([
  ["one file", start(["/app"]), { program: "static" }],
  ["glibc alone", start(["/app", "/lib64/ld-linux-x86-64.so.2"], ["libc.so.6"]), { program: "glibc" }],
  [
    "C++",
    start(["/app", "/lib/ld-linux-aarch64.so.1"], ["libstdc++.so.6", "libc.so.6"]),
    { program: "glibc-cc" },
  ],
  ["musl", start(["/app", "/lib/ld-musl-x86_64.so.1"]), { program: "musl" }],
  [
    "a script",
    start(["/run.sh", "/bin/bash", "/lib64/ld-linux-x86-64.so.2"]),
    { program: "script", shell: "bash" },
  ],
  [
    "Node",
    start(["/nodejs/bin/node", "/lib64/ld-linux-x86-64.so.2"], ["libstdc++.so.6"]),
    { program: "node" },
  ],
  [
    "Node, started by a script",
    start(["/usr/local/bin/docker-entrypoint.sh", "/bin/sh"], [], ["docker-entrypoint.sh", "node", "app.js"]),
    { program: "node", shell: "sh" },
  ],
  ["nothing that was found", { ...start([]), outcome: "fails" as const }, { program: "unknown" }],
])("%s", (_, seen, needs) => {
  expect(needsOfImage({ config: CONFIG, start: seen })).toEqual({ user: "any", ...needs });
});

test.each([
  ["0:0", "any"],
  ["65532:65532", "nonroot"],
  ["app", "name"],
])("USER %s: %s", (user, needed) => {
  expect(needsOfImage({ config: { ...CONFIG, user }, start: start(["/app"]) }).user).toBe(needed);
});

test("a health check in one line of text needs a shell, one in a list does not", () => {
  const shellOf = (healthcheck: string[]) =>
    needsOfImage({ config: { ...CONFIG, healthcheck }, start: start(["/app"]) }).shell;
  expect(shellOf(["CMD-SHELL", "curl -f localhost"])).toBe("sh");
  expect(shellOf(["CMD", "/app", "probe"])).toBeUndefined();
});
