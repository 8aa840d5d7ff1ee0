import { createServer } from "node:http";
import { once } from "node:events";
import type { AddressInfo } from "node:net";
import type { Builder, BuildOutcome } from "../../../engine/types.ts";
import type { SandboxLimits } from "../limits.ts";
import type { Sandbox } from "../sandbox.ts";

/** What a probe works with. */
export interface ProbeScene {
  readonly sandbox: Sandbox;
  readonly limits: SandboxLimits;
  /** Tag of a base with a shell, on the sandbox's disk. */
  readonly base: string;
  /** Builds a Dockerfile without a context. */
  build(dockerfile: string, builder: Builder): Promise<BuildOutcome>;
}

/** Where something hostile may be done. */
export type Where = Builder | "run";

/** What one try at a limit gave: whether it held, and what was seen. */
export interface Tried {
  readonly held: boolean;
  readonly seen: string;
}

/** Milliseconds for one try in a container. */
const RUN_MS = 120_000;

/**
 * Forks until it is refused; ends well only when it never is. What it forks lives on until the first process ends, however
 * slowly a busy machine comes to fork the last.
 */
export async function tryProcesses(scene: ProbeScene, where: Where): Promise<Tried> {
  const most = scene.limits.jobsPids + 50;
  const said = await say(scene, where, `n=0; while [ $n -lt ${most} ]; do sleep 600 & n=$((n+1)); done`);
  return { held: !said.ok, seen: `${most} forks: exit code ${said.exitCode}` };
}

/** Whether what is started is in the sandbox's group for jobs. */
export async function tryMembership(scene: ProbeScene, where: Where): Promise<Tried> {
  const { text } = await say(scene, where, "cat /proc/self/cgroup; false");
  const lines = text.split("\n").filter((line) => /:(memory|pids|cpu)?:\//.test(line));
  const held = lines.length > 0 && lines.every((line) => /\/groundwork-[^/]+\/jobs\//.test(line));
  return { held, seen: lines.join(" ") };
}

/** Takes more memory than there may be. */
export async function tryMemory(scene: ProbeScene, where: Where): Promise<Tried> {
  const megabytes = scene.limits.jobsMemoryMegabytes + 100;
  const said = await say(scene, where, `dd if=/dev/zero of=/dev/null bs=${megabytes}M count=1`);
  return { held: said.exitCode === 137, seen: `${megabytes} MB taken: exit code ${said.exitCode}` };
}

/** Takes more of the disk than there is: first in large pieces that are reserved only, then byte by byte. */
export async function tryDisk(scene: ProbeScene, where: Where): Promise<Tried> {
  const pieces = Math.ceil(scene.limits.diskMegabytes / 50);
  const reserve = `n=0; while [ $n -lt ${pieces} ] && fallocate -l 50000000 /fill$n 2>/dev/null; do n=$((n+1)); done`;
  const said = await say(scene, where, `${reserve}; dd if=/dev/zero of=/rest bs=1M count=100 2>/dev/null`);
  return {
    held: !said.ok,
    seen: `${scene.limits.diskMegabytes + 100} MB written: exit code ${said.exitCode}`,
  };
}

/** Looks for a network, and asks a server that this process has on the machine's own loopback. */
export async function tryNetwork(scene: ProbeScene, where: Where): Promise<Tried> {
  let asked = 0;
  const server = createServer((_, answer) => {
    asked += 1;
    answer.end("reached");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  try {
    const said = await say(scene, where, "ls /sys/class/net; false");
    if (where !== "run") {
      await scene.build(`FROM ${scene.base}\nADD http://127.0.0.1:${port}/x /x\n`, where);
      await scene.build(`FROM 127.0.0.1:${port}/x:1\n`, where);
    }
    const names = said.text.split("\n").filter((line) => /^(lo|eth|en|docker|br)/.test(line.trim()));
    const held = asked === 0 && names.every((name) => name.trim() === "lo") && names.length > 0;
    return { held, seen: `interfaces: ${names.join(" ")}; ${asked} requests got out` };
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

interface Said {
  readonly ok: boolean;
  readonly exitCode: number | null;
  readonly text: string;
}

async function say(scene: ProbeScene, where: Where, script: string): Promise<Said> {
  if (where === "run") {
    const image = scene.base;
    const command = ["/bin/sh", "-c", script];
    const ran = await scene.sandbox.engine.run({ image, entrypoint: [], command, deadlineMs: RUN_MS });
    return { ok: ran.exitCode === 0, exitCode: ran.exitCode, text: ran.stdout + ran.stderr };
  }
  const built = await scene.build(`FROM ${scene.base}\nRUN ${script}\n`, where);
  if (built.ok) return { ok: true, exitCode: 0, text: built.log };
  return { ok: false, exitCode: built.exitCode, text: `${built.output}\n${built.message}` };
}
