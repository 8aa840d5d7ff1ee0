import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LAUNCHER } from "./lib/command.mjs";

const run = promisify(execFile);
const INPUTS = [
  "package.json",
  "package-lock.json",
  "bootstrap/node/package-lock.json",
  "node_modules/.package-lock.json",
];
const EARLIER = new Date("2026-01-01T00:00:00Z");

let root: string;
let launcher: string;

/** A checkout of little more than the files that the launcher looks at, in a folder with a space and an accent. */
beforeEach(async () => {
  root = path.join(await mkdtemp(path.join(tmpdir(), "gw-launch-")), "hüt te");
  for (const input of INPUTS) await place(input, "{}");
  for (const input of INPUTS) await utimes(path.join(root, input), EARLIER, EARLIER);
  await place("workbench/cli/main.ts", 'console.log("main", JSON.stringify(process.argv.slice(2)));');
  await place("bootstrap/groundwork.mjs", 'console.log("bootstrap", JSON.stringify(process.argv.slice(2)));');
  launcher = await place("node_modules/.bin/groundwork", LAUNCHER, 0o755);
  await place(".groundwork/ready", `${process.execPath}\n`);
});

afterEach(() => rm(path.dirname(root), { recursive: true, force: true }));

async function place(name: string, text: string, mode = 0o644): Promise<string> {
  const file = path.join(root, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text, { mode });
  return file;
}

async function started(...args: string[]): Promise<string> {
  const env = { ...process.env, GROUNDWORK_STATE: "" };
  return (await run(launcher, args, { env })).stdout.trim();
}

describe("the command that npx starts", () => {
  it("hands over at once when nothing changed since the last setting up, with the words as they are", async () => {
    expect(await started("lab", "check", "a b", "*")).toBe('main ["lab","check","a b","*"]');
  });

  it.each(INPUTS)("takes the long way when %s is newer than the stamp", async (input) => {
    const later = new Date(Date.now() + 60_000);
    await utimes(path.join(root, input), later, later);
    expect(await started("list")).toBe('bootstrap ["list"]');
  });

  it("takes the long way when nothing was set up, or that Node is gone", async () => {
    await place(".groundwork/ready", "/nowhere/node\n");
    expect(await started()).toBe("bootstrap []");
    await rm(path.join(root, ".groundwork"), { recursive: true });
    expect(await started()).toBe("bootstrap []");
  });
});
