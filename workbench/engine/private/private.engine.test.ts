import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished, test, expect } from "vitest";
import { thisHost } from "../discover/host.ts";
import { probe } from "../discover/probe.ts";
import { canStartPrivate } from "./able.ts";
import { privateStatus, removePrivate, startPrivate, stopPrivate } from "./engine.ts";
import { engineLayout } from "./layout.ts";
import { missingPackages } from "./packages.ts";
import { livingProcesses } from "./teardown.ts";

const ask = (endpoint: string) =>
  probe({ endpoint, foundBy: "test", required: false, certDir: null, isPrivate: true });

function freshState(...deeper: string[]): string {
  const top = mkdtempSync(join(tmpdir(), "gw-private-"));
  const folder = join(top, ...deeper);
  onTestFinished(async () => {
    await removePrivate(folder);
    rmSync(top, { recursive: true, force: true });
  });
  return folder;
}

/** Everything on the machine outside the state folder that an engine may leave. */
function traces(folder: string) {
  const layout = engineLayout(folder);
  const say = (program: string, ...args: string[]) => execFileSync(program, args, { encoding: "utf8" });
  return {
    processes: livingProcesses(layout).length,
    mounts: readFileSync("/proc/self/mountinfo", "utf8").includes(layout.root),
    bridge: say("ip", "-br", "link").includes(layout.bridge),
    rules: ["filter", "nat"].some((table) =>
      say("iptables", "-w", "-t", table, "-S").includes(layout.bridge),
    ),
    files: existsSync(layout.root) || existsSync(layout.run),
  };
}

const NOTHING = { processes: 0, mounts: false, bridge: false, rules: false, files: false };

// Elsewhere there is no private engine to test, and a test must not install packages.
if (canStartPrivate(thisHost()) && missingPackages().length === 0) {
  test.for([
    ["short", []],
    ["too long for a socket", ["a-folder-with-a-long-name".repeat(3), "another-one".repeat(4)]],
  ] as const)(
    "an engine in a folder whose path is %s starts, is reused, stops, and goes without a trace",
    async ([, deeper]) => {
      const folder = freshState(...deeper);
      expect(await privateStatus(folder)).toMatchObject({ exists: false, running: false, processes: 0 });

      const endpoint = await startPrivate(folder);
      expect(await ask(endpoint)).toMatchObject({ answered: true, product: "docker" });
      expect(traces(folder)).toMatchObject({ bridge: true, rules: true, files: true });
      const first = livingProcesses(engineLayout(folder)).map(({ pid }) => pid);

      expect(await startPrivate(folder)).toBe(endpoint);
      expect(livingProcesses(engineLayout(folder)).map(({ pid }) => pid)).toEqual(first);

      expect(await stopPrivate(folder)).toBe(true);
      expect(traces(folder)).toEqual({ ...NOTHING, files: true });
      expect(await privateStatus(folder)).toMatchObject({ exists: true, running: false });
      expect(await stopPrivate(folder)).toBe(false);

      expect(await removePrivate(folder)).toBe(true);
      expect(traces(folder)).toEqual(NOTHING);
      expect(await removePrivate(folder)).toBe(false);
    },
  );

  test("an engine that was killed starts again at once, with its bridge", async () => {
    const folder = freshState();
    const endpoint = await startPrivate(folder);
    for (const { pid } of livingProcesses(engineLayout(folder))) process.kill(pid, "SIGKILL");
    expect(await ask(endpoint)).toMatchObject({ answered: false });

    const begin = Date.now();
    expect(await startPrivate(folder)).toBe(endpoint);
    expect(Date.now() - begin).toBeLessThan(10_000);
    expect(await ask(endpoint)).toMatchObject({ answered: true });
  });

  test("two commands that start at the same time make one engine", async () => {
    const folder = freshState();
    const engine = join(import.meta.dirname, "engine.ts");
    const script = `import { startPrivate } from ${JSON.stringify(engine)}; await startPrivate(${JSON.stringify(folder)});`;
    const starts = [1, 2].map(
      () =>
        new Promise((resolve) => {
          spawn(process.execPath, ["--input-type=module", "-e", script], { stdio: "inherit" }).on(
            "close",
            resolve,
          );
        }),
    );
    expect(await Promise.all(starts)).toEqual([0, 0]);
    const daemons = livingProcesses(engineLayout(folder)).filter(({ argv }) => argv[0]?.endsWith("dockerd"));
    expect(daemons).toHaveLength(1);
  });

  test("an engine leaves the firewall rules of others as they are", async () => {
    const folder = freshState();
    const { bridge } = engineLayout(folder);
    const rules = () => {
      const all = execFileSync("iptables-save", { encoding: "utf8" }).split("\n");
      return all.filter((line) => line.startsWith("-A") && !line.includes(bridge));
    };
    const before = rules();
    await startPrivate(folder);
    expect(rules()).toEqual(before);
    await removePrivate(folder);
    expect(rules()).toEqual(before);
  });

  test("two state folders have two engines with networks apart", async () => {
    const [one, other] = [freshState(), freshState()];
    await startPrivate(one);
    await startPrivate(other);
    const networks = [one, other].map((folder) => readFileSync(engineLayout(folder).network, "utf8"));
    expect(networks[0]).not.toBe(networks[1]);
    await removePrivate(one);
    expect(await ask(engineLayout(other).endpoint)).toMatchObject({ answered: true });
  });
} else {
  test("where no private engine can be had, there is none", async () => {
    const folder = freshState();
    expect(await privateStatus(folder)).toMatchObject({ exists: false, running: false, processes: 0 });
    expect(await stopPrivate(folder)).toBe(false);
    expect(await removePrivate(folder)).toBe(false);
  });
}
