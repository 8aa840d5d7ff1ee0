import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { serialize } from "node:v8";
import { expect, test } from "vitest";

const LOOP = fileURLToPath(new URL("learner-loop.ts", import.meta.url));
const OWN = `
export const has = (all: Set<string>, one: string): boolean => all.has(one);
export const fails = (): void => { throw new RangeError("no"); };
export const prints = (): string => { console.log("{\\"id\\":9}"); return "quiet"; };
export const huge = (): bigint => 1n;
export const nothing = (): void => undefined;
`;

// The same file runs in a container of a graded run; what it says there is what it says here.
test("calls are answered one by one, in the words that a thread gives", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "groundwork-loop-"));
  const file = path.join(folder, "own.ts");
  await writeFile(file, OWN);
  const child = spawn(process.execPath, [LOOP], { stdio: ["pipe", "pipe", "ignore"] });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    let id = 0;
    const ask = async (exportName: string, ...args: readonly unknown[]): Promise<unknown> => {
      id += 1;
      const call = { id, file, exportName, args: serialize(args).toString("base64") };
      child.stdin.write(`${JSON.stringify(call)}\n`);
      const line = await lines.next();
      return JSON.parse(String(line.value));
    };
    expect(await ask("has", new Set(["a"]), "a")).toEqual({ id: 1, answer: { ok: true, value: true } });
    const thrown = { ok: false, stage: "call", message: "RangeError: no" };
    expect(await ask("fails")).toEqual({ id: 2, answer: thrown });
    expect(await ask("prints")).toEqual({ id: 3, answer: { ok: true, value: "quiet" } });
    expect(await ask("huge")).toMatchObject({ id: 4, answer: { ok: false, stage: "call" } });
    expect(await ask("nothing")).toEqual({ id: 5, answer: { ok: true } });
    expect(await ask("absent")).toMatchObject({ id: 6, answer: { ok: false, stage: "load" } });
  } finally {
    child.kill("SIGKILL");
    await once(child, "exit");
    await rm(folder, { recursive: true, force: true });
  }
});
