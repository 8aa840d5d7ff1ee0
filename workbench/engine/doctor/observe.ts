import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { dirname } from "node:path";
import { stateDir as defaultStateDir } from "../../state.ts";
import { connectEngine } from "../connect.ts";
import { thisHost } from "../discover/host.ts";
import { EngineFault } from "../errors.ts";
import { canStartPrivate } from "../private/able.ts";
import { lookForEngine } from "../private/ensure.ts";
import { missingPackages } from "../private/packages.ts";
import type { Engine } from "../types.ts";
import type { Observations, RegistryReach } from "./types.ts";

interface ObserveRequest {
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** A tag that no registry has: the answer "no such tag" proves that the registry was reached, and stores nothing. */
const NO_SUCH_TAG = "docker.io/library/busybox:groundwork-asks-whether-you-are-there";
const REGISTRY_QUIET_MS = 5_000;

/**
 * Looks at the machine as labs would find it. Starts our own engine where that takes no installation; installs
 * nothing. An engine that can't be had is an observation, not a throw.
 */
export async function observe({ onProgress, signal }: ObserveRequest = {}): Promise<Observations> {
  const folder = defaultStateDir();
  const { found, tried } = await lookForEngine();
  const mayStart = canStartPrivate(thisHost()) && missingPackages().length === 0;
  const around = {
    tried,
    node: process.version,
    host: `${process.platform} ${process.arch}`,
    stateDir: folder,
    freeBytes: await freeBytes(folder),
  };
  try {
    const engine = await connectEngine({ mayStart, onProgress, signal });
    onProgress?.("asking a registry, through the engine");
    const registry = await reachRegistry(engine, signal);
    // What was not found and yet is connected to is the private engine, started just now.
    return { ...around, engine: engine.facts, isPrivate: found?.isPrivate ?? true, fault: null, registry };
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    const fault = { message: error.message, next: error.next };
    return { ...around, engine: null, isPrivate: false, fault, registry: null };
  }
}

async function reachRegistry(engine: Engine, signal?: AbortSignal): Promise<RegistryReach> {
  const outcome = await engine.pull({ reference: NO_SUCH_TAG, quietMs: REGISTRY_QUIET_MS, signal });
  if (outcome.ok) return { reached: true, message: "" };
  return { reached: outcome.kind === "missing" || outcome.kind === "refused", message: outcome.message };
}

/** The folder itself may not be made yet: then its nearest parent tells. */
async function freeBytes(folder: string): Promise<number | null> {
  if (!existsSync(folder)) return dirname(folder) === folder ? null : freeBytes(dirname(folder));
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}
