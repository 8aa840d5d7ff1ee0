import { spawn } from "node:child_process";
import { closeSync, openSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { probe } from "../../../engine/discover/probe.ts";
import { EngineFault } from "../../../engine/errors.ts";
import { systemEnv } from "../../../engine/private/command.ts";
import { allProcesses } from "../../../engine/private/processes.ts";
import type { SandboxGroup } from "../cgroup/group.ts";
import { pathsIn, type Places } from "./places.ts";
import { startCommand } from "./script.ts";

const START_MS = 30_000;
const POLL_MS = 15;
const LOG_LINES = 12;

/** Starts a sandbox's engine in its groups and namespaces. Returns the id of its first process, once it answers. */
export async function startEngine(
  places: Places,
  group: SandboxGroup,
  signal?: AbortSignal,
): Promise<number> {
  const at = pathsIn(places.root);
  for (const folder of [at.exec, at.home]) await mkdir(folder, { recursive: true });
  await writeFile(at.notes, "");
  const { program, args, env } = startCommand(places, group);
  const log = openSync(at.log, "w");
  const child = spawn(program, args, {
    cwd: "/",
    env: { PATH: systemEnv()["PATH"], ...env },
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let ended: string | null = null;
  child.on("error", (error) => (ended = error.message));
  child.on("exit", (code, by) => (ended = code === null ? `it ended by ${by}` : `it ended with ${code}`));
  // What ends it is our own disposal or our death, never its being waited for.
  child.unref();
  const end = Date.now() + START_MS;
  while (!(await answers(at.endpoint))) {
    signal?.throwIfAborted();
    if (ended !== null) throw failure(at.log, ended);
    if (Date.now() > end) throw failure(at.log, `it did not answer within ${START_MS / 1000} s`);
    await sleep(POLL_MS);
  }
  const first = allProcesses().find(({ parent }) => parent === child.pid);
  if (first === undefined) throw failure(at.log, "its first process is gone");
  return first.pid;
}

async function answers(endpoint: string): Promise<boolean> {
  const place = { endpoint, foundBy: "", required: false, certDir: null, isPrivate: true };
  return (await probe(place)).answered;
}

function failure(log: string, why: string): EngineFault {
  const tail = readFileSync(log, "utf8").trimEnd().split("\n").slice(-LOG_LINES).join("\n");
  return new EngineFault(
    `A sandbox's engine did not start: ${why}. Its last lines:\n${tail}`,
    "Run `groundwork doctor --grading`: it says what this machine lacks for a sandbox.",
  );
}
