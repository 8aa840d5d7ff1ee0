import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { SandboxGroup } from "./group.ts";
import { cgroupLayout, type CgroupLayout } from "./layout.ts";
import { groupPlan } from "./plan.ts";

const ONE = [
  "30 24 0:26 / /sys/fs/cgroup ro - tmpfs tmpfs ro",
  "31 30 0:27 / /sys/fs/cgroup/memory rw - cgroup cgroup rw,memory",
  "32 30 0:28 / /sys/fs/cgroup/pids rw - cgroup cgroup rw,pids",
  "33 30 0:29 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct",
  "34 30 0:30 / /sys/fs/cgroup/unified rw - cgroup2 cgroup2 rw",
].join("\n");
const TWO = "30 24 0:26 / /sys/fs/cgroup rw,nosuid - cgroup2 cgroup2 rw,nsdelegate";
const LIMITS = {
  whole: { memoryBytes: 2000, pids: 50, cpus: null },
  jobs: { memoryBytes: 1000, pids: 20, cpus: 1.5 },
};

test("version 1 is where memory, pids and cpu are mounted, whatever else is", () => {
  expect(cgroupLayout(ONE)).toMatchObject({
    version: 1,
    memory: "/sys/fs/cgroup/memory",
    cpu: "/sys/fs/cgroup/cpu,cpuacct",
  });
  expect(cgroupLayout(TWO)).toMatchObject({ version: 2, root: "/sys/fs/cgroup" });
  expect(cgroupLayout("1 0 8:1 / / rw - ext4 /dev/vda rw")).toBeNull();
});

// Made like the kernel's tree and read as such; not run on a machine with version 2.
describe("on a made tree", () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(path.join(tmpdir(), "groundwork-cgroup-"));
  });
  afterEach(() => {
    rmSync(root, { recursive: true, force: true });
  });

  const unified = (): CgroupLayout => ({ version: 2, root, trees: [root] });
  const text = (file: string) => readFileSync(path.join(root, file), "utf8");
  const put = (file: string, content: string) => {
    mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
    writeFileSync(path.join(root, file), content);
  };

  test("version 2 hands the controllers down and bounds both groups", async () => {
    put("g/memory.swap.max", "max");
    await new SandboxGroup(unified(), "g").create(groupPlan(unified(), "g", LIMITS));
    expect(text("cgroup.subtree_control")).toBe("+memory +pids +cpu");
    expect(text("g/cgroup.subtree_control")).toBe("+memory +pids +cpu");
    expect([text("g/memory.max"), text("g/pids.max"), text("g/memory.swap.max")]).toEqual([
      "2000",
      "50",
      "0",
    ]);
    expect([text("g/jobs/memory.max"), text("g/jobs/cpu.max")]).toEqual(["1000", "150000 100000"]);
  });

  test("version 2 counts what happened in groups that are gone", async () => {
    put("g/jobs/pids.peak", "20\n");
    put("g/jobs/pids.max", "20\n");
    put("g/jobs/pids.events", "max 3\n");
    put("g/jobs/memory.events", "low 0\nhigh 0\nmax 7\noom 2\noom_kill 1\n");
    expect(await new SandboxGroup(unified(), "g").counters()).toEqual({
      ...{ pidsPeak: 20, pidsMax: 20, pidsRefused: 3 },
      ...{ memoryMet: true, memoryKills: 1 },
    });
  });

  test("version 1 bounds each controller in its own tree, and sums up kills below", async () => {
    const at = (name: string) => path.join(root, name);
    const trees = ["memory", "pids", "cpu"].map(at);
    const layout = { version: 1, trees, memory: at("memory"), pids: at("pids"), cpu: at("cpu") } as const;
    await new SandboxGroup(layout, "g").create(groupPlan(layout, "g", LIMITS));
    expect(text("memory/g/jobs/memory.limit_in_bytes")).toBe("1000");
    expect(text("pids/g/pids.max")).toBe("50");
    expect(text("cpu/g/jobs/cpu.cfs_quota_us")).toBe("150000");
    put("memory/g/jobs/memory.max_usage_in_bytes", "1000");
    put("memory/g/jobs/one/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 2\n");
    expect(await new SandboxGroup(layout, "g").counters()).toEqual({
      ...{ pidsPeak: null, pidsMax: 20, pidsRefused: 0 },
      ...{ memoryMet: true, memoryKills: 2 },
    });
  });

  test("processes of groups below are found", async () => {
    put("g/cgroup.procs", "");
    put("g/engine/cgroup.procs", "11\n12\n");
    put("g/jobs/x/cgroup.procs", "13\n");
    const group = new SandboxGroup(unified(), "g");
    expect(await group.processes()).toEqual([11, 12, 13]);
    expect(group.enterFiles).toEqual([path.join(root, "g/engine/cgroup.procs")]);
  });
});
