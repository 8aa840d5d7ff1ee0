import { expect, test } from "vitest";
import { parseEndpoint } from "./endpoint.ts";

test.for([
  ["unix:///var/run/docker.sock", false, { kind: "socket", path: "/var/run/docker.sock" }],
  ["npipe:////./pipe/docker_engine", false, { kind: "socket", path: "//./pipe/docker_engine" }],
  ["tcp://10.0.0.1", false, { kind: "tcp", host: "10.0.0.1", port: 2375, tls: false }],
  ["tcp://10.0.0.1", true, { kind: "tcp", host: "10.0.0.1", port: 2376, tls: true }],
  ["tcp://[fd00::1]:4000", false, { kind: "tcp", host: "fd00::1", port: 4000, tls: false }],
  ["https://build.example:9000", false, { kind: "tcp", host: "build.example", port: 9000, tls: true }],
  ["ssh://ada@build", false, { kind: "unknown", reason: expect.stringContaining("over ssh") }],
  ["/var/run/docker.sock", false, { kind: "unknown", reason: expect.stringContaining("should look like") }],
  ["unix://", false, { kind: "unknown", reason: expect.stringContaining("should look like") }],
  ["tcp://:::", false, { kind: "unknown", reason: expect.stringContaining("should look like") }],
] as const)("%s with TLS %s", ([endpoint, tls, expected]) => {
  expect(parseEndpoint(endpoint, tls)).toEqual(expected);
});
