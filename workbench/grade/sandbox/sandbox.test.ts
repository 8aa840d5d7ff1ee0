import { describe, expect, test } from "vitest";
import { refusal } from "./canary/canary.ts";
import { startCommand } from "./engine/script.ts";
import { sandboxLimitsSchema } from "./limits.ts";
import { breachesOf, type Signs } from "./observe.ts";
import { templateKey } from "./template/key.ts";

const QUIET: Signs = {
  counters: { pidsPeak: 10, pidsMax: 100, pidsRefused: 0, memoryMet: false, memoryKills: 0 },
  killWasSeen: false,
  diskWasFull: false,
  timeIsUp: false,
  notes: "",
};

describe("limits", () => {
  test("each has a default and a description", () => {
    const limits = sandboxLimitsSchema.parse(undefined);
    expect(Object.values(limits).every((value) => value > 0)).toBe(true);
  });

  test("the engine must have room above its jobs", () => {
    const tight = sandboxLimitsSchema.safeParse({ jobsMemoryMegabytes: 1900 });
    expect(tight.error?.issues[0]?.path).toEqual(["engineMemoryMegabytes"]);
    expect(sandboxLimitsSchema.safeParse({ jobsPids: 900 }).success).toBe(false);
  });
});

describe("breaches", () => {
  test("a quiet sandbox has none, and dropped caches are none", () => {
    expect(breachesOf(QUIET)).toEqual([]);
    expect(breachesOf({ ...QUIET, counters: { ...QUIET.counters, memoryMet: true } })).toEqual([]);
  });

  test.each<[string, Partial<Signs>, string[]]>([
    ["a kill for memory", { killWasSeen: true }, ["memory"]],
    ["a peak at the limit", { counters: { ...QUIET.counters, pidsPeak: 100 } }, ["processes"]],
    ["a refused fork", { counters: { ...QUIET.counters, pidsPeak: null, pidsRefused: 2 } }, ["processes"]],
    ["a full disk and the end of time", { diskWasFull: true, timeIsUp: true }, ["submission-time", "disk"]],
    ["notes, each once", { notes: "output\nbuild-time\noutput\n" }, ["build-time", "output"]],
    [
      "a killed RUN at the limit",
      { notes: "killed\n", counters: { ...QUIET.counters, memoryMet: true } },
      ["memory"],
    ],
    ["a RUN that ends as if killed", { notes: "killed\n" }, []],
  ])("%s", (_, signs, expected) => {
    expect(breachesOf({ ...QUIET, ...signs })).toEqual(expected);
  });
});

test("a template is named by its content, in whatever order", () => {
  const one = ["a:1", "sha256:1"] as const;
  const two = ["b:1", "sha256:2"] as const;
  const of = (images: readonly (readonly [string, string])[], diskMegabytes = 100) =>
    templateKey({ images, diskMegabytes, daemon: "20.10" });
  expect(of([one, two])).toBe(of([two, one]));
  expect(of([one])).not.toBe(of([one, two]));
  expect(of([one])).not.toBe(of([one], 200));
});

test("the engine is started in empty namespaces, its groups entered before", () => {
  const places = { name: "g", root: "/r", image: "/i.img" };
  const { program, args } = startCommand(places, { enterFiles: ["/a/cgroup.procs"], jobsParent: "/g/jobs" });
  expect([program, args[0], args[1]]).toEqual(["setpriv", "--pdeathsig", "KILL"]);
  const script = args.join("\n");
  expect(script).toContain("unshare --net --mount --pid");
  expect(args.indexOf("/a/cgroup.procs")).toBeLessThan(args.indexOf("--data-root"));
  expect(args[args.indexOf("--cgroup-parent") + 1]).toBe("/g/jobs");
});

test("a refusal names each limit that did not hold, where, and what to do", () => {
  const text = refusal([
    { limit: "memory", where: "classic", held: false, seen: "exit code 0" },
    { limit: "disk", where: "run", held: true, seen: "exit code 1" },
  ]);
  expect(text).toContain('memory, in a RUN (classic builder): seen was "exit code 0"');
  expect(text).toContain("doctor --grading");
  expect(text).not.toContain("disk");
  expect(refusal([])).toBe("");
});
