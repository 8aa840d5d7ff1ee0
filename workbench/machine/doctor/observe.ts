import { readFile } from "node:fs/promises";
import { release } from "node:os";
import { catalogue } from "../../bases/catalogue.ts";
import { presentBase } from "../../bases/ensure.ts";
import { whyNotHere } from "../../bases/recipes/host.ts";
import { registryOf } from "../../bases/reference.ts";
import { connectEngine } from "../../engine/connect.ts";
import { thisHost } from "../../engine/discover/host.ts";
import { EngineFault } from "../../engine/errors.ts";
import { canStartPrivate } from "../../engine/private/able.ts";
import { lookForEngine } from "../../engine/private/ensure.ts";
import { missingPackages } from "../../engine/private/packages.ts";
import type { Engine } from "../../engine/types.ts";
import { stateDir as defaultStateDir } from "../../state.ts";
import { courseRevision, freeBytes, npmVersion, writeProblem } from "./around.ts";
import { hubLimit } from "./hub.ts";
import type { BasesCount, Observations, RegistryReach } from "./types.ts";

interface ObserveRequest {
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** A tag that no registry has: the answer "no such tag" proves that the registry was reached, and stores nothing. */
const NO_SUCH_TAG = "groundwork-asks-whether-you-are-there";
const REGISTRY_QUIET_MS = 5_000;

/**
 * Looks at the machine as labs would find it. Starts our own engine where that takes no installation; installs
 * nothing. An engine that can't be had is an observation, not a throw.
 */
export async function observe({ onProgress, signal }: ObserveRequest = {}): Promise<Observations> {
  const { found, tried } = await lookForEngine();
  const mayStart = canStartPrivate(thisHost()) && missingPackages().length === 0;
  const around = { ...(await lookAround()), tried };
  try {
    const engine = await connectEngine({ mayStart, onProgress, signal });
    onProgress?.("asking registries, through the engine");
    const [registries, hub, situation, bases] = await Promise.all([
      reachRegistries(engine, signal),
      hubLimit(REGISTRY_QUIET_MS),
      engine.situation(),
      countBases(engine, around.stateDir),
    ]);
    const seen = { registries, hub, situation, bases, engineFreeBytes: await engineDisk(engine) };
    // What was not found and yet is connected to is the private engine, started just now.
    const isPrivate = found?.isPrivate ?? true;
    return { ...around, ...seen, nowMs: Date.now(), engine: engine.facts, isPrivate, fault: null };
  } catch (error) {
    if (!(error instanceof EngineFault)) throw error;
    return { ...around, ...NO_ENGINE, fault: { message: error.message, next: error.next } };
  }
}

const NO_ENGINE = {
  engine: null,
  situation: null,
  isPrivate: false,
  registries: [],
  hub: { kind: "not reached", message: "not asked without an engine" },
  bases: null,
  engineFreeBytes: null,
} as const;

/** What does not depend on an engine. */
async function lookAround() {
  const stateDir = defaultStateDir();
  const osRelease = await readFile("/etc/os-release", "utf8").catch(() => "");
  const uid = process.getuid?.() ?? -1;
  const [npm, course, free, stateProblem] = await Promise.all([
    npmVersion(),
    courseRevision(),
    freeBytes(stateDir),
    writeProblem(stateDir),
  ]);
  return {
    stateDir,
    npm,
    course,
    stateProblem,
    freeBytes: free,
    node: process.version,
    host: `${process.platform} ${process.arch}`,
    nowMs: Date.now(),
    namedBuilder: process.env["GROUNDWORK_BUILDER"] || null,
    whyNotBuilt: whyNotHere({ platform: process.platform, uid, osRelease }),
  };
}

/** One question to each registry that the catalogue names, all at once. */
async function reachRegistries(engine: Engine, signal?: AbortSignal): Promise<readonly RegistryReach[]> {
  const references = catalogue.filter(({ inRegistry }) => inRegistry).map(({ reference }) => reference);
  const oneEach = new Map(references.map((reference) => [registryOf(reference), reference]));
  return Promise.all(
    [...oneEach].map(async ([registry, reference]) => {
      const asked = `${reference.replace(/:[^:/]*$/, "")}:${NO_SUCH_TAG}`;
      const outcome = await engine.pull({ reference: asked, quietMs: REGISTRY_QUIET_MS, signal });
      if (outcome.ok) return { registry, reached: true, message: "" };
      const reached = outcome.kind === "missing" || outcome.kind === "refused";
      return { registry, reached, message: reached ? "" : outcome.message };
    }),
  );
}

async function countBases(engine: Engine, stateDir: string): Promise<BasesCount> {
  const context = { engine, stateDir, onProgress: () => {}, preferRegistry: false };
  const byOrigin: Record<string, number> = {};
  let [absent, absentPulled] = [0, 0];
  for (const entry of catalogue) {
    const base = await presentBase(entry, context);
    if (base === null && entry.recipe === null) absentPulled += 1;
    else if (base === null) absent += 1;
    else if (base.digest !== "") byOrigin[base.origin] = (byOrigin[base.origin] ?? 0) + 1;
  }
  return { byOrigin, absent, absentPulled };
}

/** The engine's data lies on a disk of this machine only where both have one kernel: else the path means another disk. */
async function engineDisk({ facts }: Engine): Promise<number | null> {
  return facts.endpoint.startsWith("unix:") && facts.kernel === release() ? freeBytes(facts.rootDir) : null;
}
