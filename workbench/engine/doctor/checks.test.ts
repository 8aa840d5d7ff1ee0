import { expect, test } from "vitest";
import type { EngineFacts } from "../types.ts";
import { canRun, diagnose } from "./checks.ts";
import { doctorText } from "./text.ts";
import type { Observations } from "./types.ts";

const GIB = 1024 ** 3;

const FACTS: EngineFacts = {
  product: "docker",
  version: "29.1.0",
  apiVersion: "1.52",
  endpoint: "unix:///var/run/docker.sock",
  foundBy: "the usual socket",
  id: "id",
  platform: "linux/amd64",
  storageDriver: "overlayfs",
  imageStore: "containerd",
  cgroup: "2",
  rootless: false,
  operatingSystem: "Debian",
  kernel: "6.12",
  memoryBytes: 8 * GIB,
  cpus: 4,
  rootDir: "/var/lib/docker",
  builder: "buildkit",
};

function machine(engine: Partial<EngineFacts> = {}, more: Partial<Observations> = {}): Observations {
  return {
    engine: { ...FACTS, ...engine },
    isPrivate: false,
    fault: null,
    tried: [
      { endpoint: FACTS.endpoint, foundBy: FACTS.foundBy, answered: true, reason: "docker 29.1.0 answered" },
    ],
    registry: { reached: true, message: "" },
    node: "v24.21.0",
    host: "linux x64",
    stateDir: "/project/.groundwork",
    freeBytes: 50 * GIB,
    ...more,
  };
}

test("a good machine passes every check", () => {
  const checks = diagnose(machine());
  expect(checks.filter(({ status }) => status !== "ok")).toEqual([]);
  expect(canRun(checks)).toBe(true);
});

test.for([
  ["an engine older than 20.10", machine({ apiVersion: "1.40" }), "version", "fail"],
  ["the API of 20.10 itself", machine({ apiVersion: "1.41" }), "version", "ok"],
  ["an engine of another platform", machine({ platform: "linux/s390x" }), "platform", "fail"],
  ["the vfs driver", machine({ storageDriver: "vfs" }), "storage", "note"],
  ["a rootless engine on cgroup v1", machine({ rootless: true, cgroup: "1" }), "limits", "note"],
  ["a rootless engine on cgroup v2", machine({ rootless: true }), "limits", "ok"],
  ["little memory", machine({ memoryBytes: GIB }), "memory", "note"],
  ["little disk", machine({}, { freeBytes: 3 * GIB }), "disk", "note"],
  ["hardly any disk", machine({}, { freeBytes: GIB / 2 }), "disk", "fail"],
  ["a disk that can't be read", machine({}, { freeBytes: null }), "disk", "note"],
  [
    "no registry",
    machine({}, { registry: { reached: false, message: "lookup failed" } }),
    "registry",
    "note",
  ],
  [
    "no engine",
    machine(
      {},
      { engine: null, fault: { message: "No engine.\nTried:", next: "Start it." }, registry: null },
    ),
    "engine",
    "fail",
  ],
] as const)("%s", ([, observations, id, status]) => {
  const checks = diagnose(observations);
  expect(checks.find((check) => check.id === id)).toMatchObject({ status });
  expect(canRun(checks)).toBe(status !== "fail");
});

test("what fails says what to do", () => {
  const checks = diagnose(machine({ apiVersion: "1.30", platform: "linux/ppc64le" }, { freeBytes: 1 }));
  for (const check of checks.filter(({ status }) => status === "fail"))
    expect(check.advice).toMatch(/\w+ .*\./);
});

test("the page ends with a block for a bug report, with all that was tried", () => {
  const observations = machine();
  const text = doctorText(observations, diagnose(observations));
  expect(text).toContain("Labs can run on this machine.");
  expect(text.split("```text")[1]).toContain(
    "tried: unix:///var/run/docker.sock (the usual socket): docker 29.1.0 answered",
  );
  expect(text.endsWith("```")).toBe(true);
});
