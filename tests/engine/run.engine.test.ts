import { expect, test } from "vitest";
import { ensureBases } from "../../workbench/bases/ensure.ts";
import { longSleep, openRig, seesProcesses } from "./rig.ts";

const rig = await openRig();
const { base, engine, scope } = rig;
const MIB = 1024 * 1024;

const sh = (script: string): { image: string; entrypoint: string[] } => ({
  image: base,
  entrypoint: ["/bin/sh", "-c", script],
});

test("streams, exit code, environment, user and folder are as asked for", async () => {
  const ran = await scope.run({
    ...sh('echo "$WORD $(id -u):$(id -g) $PWD"; echo wrong >&2; exit 7'),
    env: { WORD: "a b" },
    user: "1234:99",
    workdir: "/tmp",
  });
  expect(ran).toMatchObject({
    started: true,
    exitCode: 7,
    stdout: "a b 1234:99 /tmp\n",
    stderr: "wrong\n",
    truncated: false,
    engineError: null,
    oomKilled: false,
    timedOut: false,
    cancelled: false,
  });
});

test.each([
  [
    "a program that is not there",
    { image: base, entrypoint: ["/nope"] },
    127,
    /stat \/nope: no such file or directory/,
  ],
  [
    "a name that no folder of PATH holds",
    { image: base, entrypoint: ["nope"] },
    127,
    /executable file not found in \$PATH/,
  ],
  ["a file that may not be executed", { image: base, entrypoint: ["/etc/passwd"] }, 126, /permission denied/],
  [
    "a user that nobody knows",
    { ...sh("true"), user: "nobody-at-all" },
    125,
    /unable to find user nobody-at-all/,
  ],
  [
    "an image that the engine does not hold",
    { image: "groundwork/nothing:1" },
    125,
    /No such image|no such image/,
  ],
])("%s: the engine's own text, and the code of docker run", async (_name, request, exitCode, says) => {
  const ran = await scope.run(request);
  expect(ran).toMatchObject({ started: false, exitCode, stdout: "" });
  expect(ran.engineError).toMatch(says);
});

test("a program whose loader is missing: the text names the program and says nothing of stat", async () => {
  const [slim] = await ensureBases(engine, ["debian-slim"], {});
  const image = await rig.image(
    `FROM scratch\nCOPY --from=${slim?.image ?? ""} /bin/true /app\nCMD ["/app"]\n`,
  );
  const ran = await scope.run({ image });
  expect(`${ran.engineError ?? ""}${ran.stderr}`).toMatch(/exec \/app: no such file or directory/);
  expect(ran.exitCode).not.toBe(0);
});

test("a program that needs more memory than it may use", async () => {
  const ran = await scope.run({ image: base, entrypoint: ["tail", "/dev/zero"], memoryBytes: 24 * MIB });
  expect(ran).toMatchObject({ started: true, exitCode: 137, oomKilled: true, timedOut: false });
});

test("a program that never ends is killed at its deadline", async () => {
  const sleep = longSleep();
  const ran = await scope.run({ ...sh(`echo began; exec ${sleep.command}`), deadlineMs: 3_000 });
  expect(ran).toMatchObject({
    started: true,
    timedOut: true,
    cancelled: false,
    exitCode: 137,
    stdout: "began\n",
  });
  expect(sleep.running()).toBe(false);
});

test("a program that floods its output is heard to the limit and ends in time", async () => {
  const ran = await scope.run({ ...sh("yes & yes >&2"), deadlineMs: 3_000, maxOutputBytes: 10_000 });
  expect(ran).toMatchObject({ truncated: true, timedOut: true });
  expect(ran.stdout).toHaveLength(10_000);
  expect(ran.stderr).toHaveLength(10_000);
});

test("a run that is called off in the middle leaves no container and no process", async () => {
  const sleep = longSleep();
  const stop = new AbortController();
  const running = scope.run({ ...sh(`exec ${sleep.command}`), signal: stop.signal });
  if (seesProcesses(engine)) await expect.poll(sleep.running, { timeout: 20_000, interval: 50 }).toBe(true);
  else await expect.poll(() => containers(), { timeout: 20_000 }).toContain("running");
  stop.abort();
  expect(await running).toMatchObject({ cancelled: true, timedOut: false });
  expect(sleep.running()).toBe(false);
  expect(await containers()).toEqual([]);
});

test("a run that was called off before it began does not begin", async () => {
  const ran = await scope.run({ ...sh("echo began"), signal: AbortSignal.abort() });
  expect(ran).toMatchObject({ started: false, cancelled: true, stdout: "" });
});

test("limits of the file system, processes and network hold", async () => {
  const ran = await scope.run({
    ...sh(
      "touch /x; touch /room/x && echo room; ls /sys/class/net; cat /sys/fs/cgroup/pids.max /sys/fs/cgroup/pids/pids.max 2>&-",
    ),
    readOnly: true,
    tmpfs: { "/room": "size=1m" },
    pids: 20,
  });
  expect(ran.stderr).toContain("/x: Read-only file system");
  expect(ran.stdout).toBe("room\nlo\n20\n");
});

/** States of this run's containers. */
async function containers(): Promise<string[]> {
  return (await engine.containers(`dev.groundwork.run=${scope.runId}`)).map((each) => each.state);
}
