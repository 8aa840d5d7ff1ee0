import { expect, test } from "vitest";
import { GIB } from "./check.ts";
import { canRun, diagnose, whatToDo } from "./checks.ts";
import { machine, MACHINES, withoutEngine } from "./machines.fixture.ts";

test("a good machine passes every check", () => {
  const checks = diagnose(machine());
  expect(checks.filter(({ status }) => status !== "ok")).toEqual([]);
  expect(canRun(checks)).toBe(true);
  expect(whatToDo(checks)).toEqual([]);
});

const situation = (clockMs: number) => ({ clockMs, userns: false, mirrors: [], runc: "", containerd: "" });

test.for([
  ["an engine older than 20.10", machine({ apiVersion: "1.40" }), "version", "fail"],
  ["the API of 20.10 itself", machine({ apiVersion: "1.41" }), "version", "ok"],
  ["an engine of another platform", machine({ platform: "linux/s390x" }), "platform", "fail"],
  ["the vfs driver", machine({ storageDriver: "vfs" }), "storage", "note"],
  ["a version with a known fault", machine({ version: "20.10.9+dfsg1" }), "fault", "note"],
  ["a rootless engine on cgroup v1", machine({ rootless: true, cgroup: "1" }), "limits", "note"],
  ["a rootless engine on cgroup v2", machine({ rootless: true }), "limits", "ok"],
  ["little memory", machine({ memoryBytes: GIB }), "memory", "note"],
  ["little disk", machine({}, { freeBytes: 3 * GIB }), "disk", "note"],
  ["hardly any disk", machine({}, { freeBytes: GIB / 2 }), "disk", "fail"],
  ["a disk that can't be read", machine({}, { freeBytes: null }), "disk", "note"],
  ["a state folder that is read-only", machine({}, { stateProblem: "EROFS" }), "disk", "fail"],
  ["hardly any disk for the engine", machine({}, { engineFreeBytes: 1 }), "engine-disk", "fail"],
  ["an engine's disk behind a VM", machine({}, { engineFreeBytes: null }), "engine-disk", "ok"],
  ["a clock an hour behind", machine({}, { situation: situation(0), nowMs: 3_600_000 }), "clock", "note"],
  ["a clock a second ahead", machine({}, { situation: situation(1000), nowMs: 0 }), "clock", "ok"],
  ["no npm", machine({}, { npm: null }), "node", "note"],
  [
    "no registry",
    machine({}, { registries: [{ registry: "docker.io", reached: false, message: "lookup failed" }] }),
    "registry docker.io",
    "note",
  ],
  [
    "fewer pulls than bases to get",
    machine(
      {},
      {
        hub: { kind: "told", limit: 100, remaining: 3, hours: 6 },
        bases: { byOrigin: {}, absent: 3, absentPulled: 1 },
      },
    ),
    "limit",
    "note",
  ],
  ["no engine", withoutEngine(), "engine", "fail"],
] as const)("%s", ([, observations, id, status]) => {
  const checks = diagnose(observations);
  expect(checks.find((check) => check.id === id)).toMatchObject({ status });
  expect(canRun(checks)).toBe(status !== "fail");
});

test("what fails says what to do, and that comes first", () => {
  const checks = diagnose(machine({ apiVersion: "1.30", memoryBytes: 1 }, { freeBytes: 1 }));
  for (const check of checks.filter(({ status }) => status === "fail"))
    expect(check.todo).toMatch(/^[A-Z].* .*\./);
  expect(whatToDo(checks).map((line) => line.slice(0, 8))).toEqual(["Update t", "Free som", "Give the"]);
});

test.each(Object.entries(MACHINES))("on %s each check has an id of its own and its words", (_, seen) => {
  const checks = diagnose(seen);
  const ids = checks.map(({ id }) => id).filter((id) => id !== "fault");
  expect(new Set(ids).size).toBe(ids.length);
  for (const { seen: said } of checks) expect(said).not.toBe("");
});
