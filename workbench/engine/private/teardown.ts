import { rmSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import type { EngineLayout } from "./layout.ts";
import { unmountBelow } from "./mounts.ts";
import { removeNetwork } from "./network.ts";
import { allProcesses, engineProcesses, isPart } from "./processes.ts";
import type { ProcessFacts } from "./processes.ts";
import { removeShimSockets, shimSockets } from "./shims.ts";

/** dockerd needs about 3 s, and more on a busy machine. */
const GRACE_MS = 12_000;
const KILL_MS = 5_000;

/** Processes of this engine that are alive now. */
export function livingProcesses(layout: EngineLayout): readonly ProcessFacts[] {
  return engineProcesses(allProcesses(), [...new Set([layout.root, layout.run])]);
}

/**
 * Ends every process of the engine, asking first and killing then, and takes down what stays behind: mounts,
 * firewall rules, bridge and sockets. True when there was something running.
 */
export async function takeDown(layout: EngineLayout): Promise<boolean> {
  const before = livingProcesses(layout);
  // dockerd would wait long for containers that do not listen: end them first, and it tidies up at once.
  for (const one of before) if (!isPart(one)) send(one.pid, "SIGKILL");
  const daemons = before.filter(({ argv }) => argv[0]?.endsWith("dockerd"));
  for (const { pid } of daemons) send(pid, "SIGTERM");
  if (!(await allGone(layout, daemons.length > 0 ? GRACE_MS : 0))) await killAll(layout);
  removeShimSockets(shimSockets(before));
  await unmountBelow([layout.data, layout.exec]);
  await removeNetwork(layout);
  rmSync(layout.socket, { force: true });
  rmSync(layout.pid, { force: true });
  rmSync(layout.exec, { recursive: true, force: true });
  return before.length > 0;
}

async function killAll(layout: EngineLayout): Promise<void> {
  const end = Date.now() + KILL_MS;
  // Round after round, since a process may have forked between our look and the kill.
  do {
    for (const { pid } of livingProcesses(layout)) send(pid, "SIGKILL");
  } while (!(await allGone(layout, 200)) && Date.now() < end);
}

async function allGone(layout: EngineLayout, withinMs: number): Promise<boolean> {
  const end = Date.now() + withinMs;
  while (livingProcesses(layout).length > 0) {
    if (Date.now() >= end) return false;
    await sleep(50);
  }
  return true;
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended by itself.
  }
}
