import { spawn } from "node:child_process";
import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { probe } from "../discover/probe.ts";
import { EngineFault } from "../errors.ts";
import { systemEnv } from "./command.ts";
import type { EngineLayout } from "./layout.ts";
import type { EngineNetwork } from "./subnet.ts";

/** One that has ended is noticed at once; one that lives may need long, on a machine that has much else to do. */
const START_DEADLINE_MS = 120_000;
const POLL_MS = 50;
const LOG_LINES = 15;

/** Starts dockerd so that it outlives this command, and waits until it answers. */
export async function startDaemon(
  layout: EngineLayout,
  network: EngineNetwork,
  signal?: AbortSignal,
): Promise<void> {
  prepare(layout, network);
  const log = openSync(layout.log, "w");
  const child = spawn("dockerd", ["--config-file", layout.config], {
    cwd: layout.root,
    detached: true,
    env: daemonEnv(),
    stdio: ["ignore", log, log],
  });
  closeSync(log);
  let ended: string | null = null;
  child.on("error", (error) => (ended = error.message));
  child.on(
    "exit",
    (code, by) => (ended = `it ended with ${code === null ? `signal ${by}` : `exit code ${code}`}`),
  );
  child.unref();
  const end = Date.now() + START_DEADLINE_MS;
  while (!(await answers(layout))) {
    signal?.throwIfAborted();
    if (ended !== null) throw failure(layout, ended);
    if (Date.now() > end) throw failure(layout, `it did not answer within ${START_DEADLINE_MS / 1000} s`);
    await sleep(POLL_MS);
  }
}

/** True when the private engine answers at its socket. */
export async function answers(layout: EngineLayout): Promise<boolean> {
  const place = { endpoint: layout.endpoint, foundBy: "", required: false, certDir: null, isPrivate: true };
  return (await probe(place)).answered;
}

/** Everything is in one file of ours, so that a daemon.json of the machine's own has no say. */
function prepare(layout: EngineLayout, network: EngineNetwork): void {
  for (const folder of [layout.root, layout.run, layout.data, layout.exec])
    mkdirSync(folder, { recursive: true });
  // What a killed engine leaves: dockerd and containerd would take another process with that id for themselves.
  rmSync(layout.pid, { force: true });
  rmSync(layout.socket, { force: true });
  rmSync(join(layout.exec, "containerd", "containerd.pid"), { force: true });
  const settings = {
    "data-root": layout.data,
    "exec-root": layout.exec,
    pidfile: layout.pid,
    hosts: [layout.endpoint],
    group: "root",
    bridge: layout.bridge,
    // The rules are ours (see firewall.ts); published ports go through dockerd's own proxy.
    iptables: false,
    "ip-forward": false,
    "userland-proxy": true,
    "default-address-pools": [{ base: network.pool, size: 24 }],
    "shutdown-timeout": 5,
  };
  writeFileSync(layout.config, `${JSON.stringify(settings, null, 2)}\n`);
}

/** Proxy settings pass on; what steers a docker client or an outer systemd unit does not. */
function daemonEnv(): NodeJS.ProcessEnv {
  const left = Object.entries(systemEnv()).filter(
    ([name]) => !/^(DOCKER_|NOTIFY_SOCKET$|LISTEN_|INVOCATION_ID$)/.test(name),
  );
  return Object.fromEntries(left);
}

function failure(layout: EngineLayout, why: string): EngineFault {
  const tail = readFileSync(layout.log, "utf8").trimEnd().split("\n").slice(-LOG_LINES).join("\n");
  return new EngineFault(
    `The private engine did not start: ${why}. The last lines of ${layout.log}:\n${tail}`,
    "In a container, the engine needs --privileged; else start an engine of your own, point DOCKER_HOST at it, and check with `docker version`.",
  );
}
