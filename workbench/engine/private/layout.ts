import { createHash } from "node:crypto";
import { existsSync, realpathSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Every place that a private engine uses. Nothing of it lies outside `root` and `run`. */
export interface EngineLayout {
  /** Data root, settings, pid file and log. */
  readonly root: string;
  /** Sockets and run-time state; equals `root` when its path is short enough. */
  readonly run: string;
  readonly data: string;
  readonly exec: string;
  readonly socket: string;
  readonly endpoint: string;
  readonly pid: string;
  readonly log: string;
  readonly config: string;
  readonly network: string;
  readonly lock: string;
  /** Name of the engine's own bridge. */
  readonly bridge: string;
  /** 32 bits made of the state folder's path: tells the engines of two checkouts apart. */
  readonly seed: number;
}

/** A unix socket's path holds 107 bytes, and containerd puts `/containerd/containerd-debug.sock` under `exec`. */
const LONGEST_RUN = 107 - "/exec/containerd/containerd-debug.sock".length;

/** The layout of the private engine that belongs to a state folder. */
export function engineLayout(stateDir: string): EngineLayout {
  const folder = realFolder(stateDir);
  const hash = createHash("sha256").update(folder).digest("hex").slice(0, 8);
  const root = join(folder, "engine");
  const run = Buffer.byteLength(root) <= LONGEST_RUN ? root : `/run/groundwork-${hash}`;
  const socket = join(run, "docker.sock");
  return {
    root,
    run,
    data: join(root, "data"),
    exec: join(run, "exec"),
    socket,
    endpoint: `unix://${socket}`,
    pid: join(root, "engine.pid"),
    log: join(root, "engine.log"),
    config: join(root, "engine.json"),
    network: join(root, "network.json"),
    lock: join(folder, "engine.lock"),
    bridge: `gw${hash}`,
    seed: Number.parseInt(hash, 16),
  };
}

/** One folder has one engine, by whatever symbolic link it was reached and whether it is made yet or not. */
function realFolder(path: string): string {
  const absolute = resolve(path);
  if (existsSync(absolute)) return realpathSync(absolute);
  const parent = dirname(absolute);
  return parent === absolute ? absolute : join(realFolder(parent), absolute.slice(parent.length));
}
