import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";

const main = join(import.meta.dirname, "../../workbench/cli/main.ts");
let state: string;

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), "groundwork-state-"));
});

afterAll(async () => {
  await rm(state, { recursive: true, force: true });
});

interface Started {
  readonly child: ChildProcess;
  /** Address that it printed. */
  readonly url: string;
  readonly milliseconds: number;
}

function start(...args: string[]): Promise<Started> {
  const began = performance.now();
  const child = spawn(process.execPath, [main, "serve", ...args], {
    env: { ...process.env, GROUNDWORK_STATE: state },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let said = "";
  child.stderr.on("data", (data: Buffer) => (said += data.toString()));
  return new Promise((resolve, reject) => {
    child.stdout.on("data", (data: Buffer) => {
      said += data.toString();
      const url = /^Groundwork is at (http:\/\/127\.0\.0\.1:\d+\/)$/m.exec(said)?.[1];
      if (url !== undefined) resolve({ child, url, milliseconds: performance.now() - began });
    });
    child.once("close", (code) => {
      reject(new Error(`it ended with ${code} and said:\n${said}`));
    });
  });
}

async function interrupt({ child }: Started): Promise<number | null> {
  const ended = new Promise<number | null>((resolve) => child.once("close", resolve));
  child.kill("SIGINT");
  return ended;
}

test("it builds once, answers, starts again at once, and ends with Ctrl-C", async () => {
  const first = await start();
  expect(await (await fetch(first.url)).text()).toContain("Groundwork");
  expect((await fetch(`${first.url}no-such-page/`)).status).toBe(404);

  const second = await start();
  expect(second.url, "the second one takes the next free port").not.toBe(first.url);
  expect(second.milliseconds).toBeLessThan(3000);
  expect(await Promise.all([interrupt(first), interrupt(second)])).toEqual([130, 130]);
  await expect(fetch(first.url)).rejects.toThrow();
  expect(await readdir(join(state, "site")), "one site, nothing half built").toHaveLength(1);
});

test.each([
  [["--host", "0.0.0.0"], "only served to this machine"],
  [["--port", "70000"], "whole number from 0 to 65535"],
])("%j is refused with one plain message", async (args, message) => {
  await expect(start(...args)).rejects.toThrow(message);
});
