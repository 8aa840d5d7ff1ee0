import { existsSync, rmSync } from "node:fs";
import { withLock } from "../../lock.ts";
import { thisHost } from "../discover/host.ts";
import { EngineFault } from "../errors.ts";
import { canStartPrivate } from "./able.ts";
import { answers, startDaemon } from "./daemon.ts";
import { engineLayout } from "./layout.ts";
import type { EngineLayout } from "./layout.ts";
import { makeNetwork } from "./network.ts";
import { installPackages, missingPackages } from "./packages.ts";
import { noEnginePage } from "./page.ts";
import { livingProcesses, takeDown } from "./teardown.ts";

export interface PrivateStatus {
  readonly endpoint: string;
  /** Folder with everything of the engine. */
  readonly root: string;
  readonly log: string;
  /** There is a data root on disk, running or not. */
  readonly exists: boolean;
  readonly running: boolean;
  readonly processes: number;
}

export interface StartOptions {
  readonly onProgress?: (line: string) => void;
  readonly signal?: AbortSignal;
}

/** What there is of the private engine of a state folder; starts nothing. */
export async function privateStatus(stateDir: string): Promise<PrivateStatus> {
  const layout = engineLayout(stateDir);
  return {
    endpoint: layout.endpoint,
    root: layout.root,
    log: layout.log,
    exists: existsSync(layout.data),
    running: existsSync(layout.socket) && (await answers(layout)),
    processes: livingProcesses(layout).length,
  };
}

/**
 * Starts the private engine of a state folder, or finds it running; needs root on a Debian-like Linux.
 * Installs `docker.io` and `iproute2` when they are absent. Returns the endpoint, once it answers.
 */
export async function startPrivate(stateDir: string, options: StartOptions = {}): Promise<string> {
  const { onProgress = () => {}, signal } = options;
  const layout = engineLayout(stateDir);
  const onWait = (pid: number) => onProgress(`waiting for process ${pid}, which is setting up the engine`);
  await withLock(layout.lock, () => startLocked(layout, onProgress, signal), { onWait, signal });
  return layout.endpoint;
}

async function startLocked(
  layout: EngineLayout,
  onProgress: (line: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  if (await answers(layout)) return;
  const host = thisHost();
  if (!canStartPrivate(host)) throw new EngineFault(noEnginePage(host, []), "Start an engine of your own.");
  const missing = missingPackages();
  if (missing.length > 0) {
    onProgress(
      `installing ${missing.join(" and ")} from this machine's own distribution, without starting a daemon`,
    );
    await installPackages(missing, onProgress, signal);
  }
  onProgress(
    `starting a private engine under ${layout.root}; \`npx groundwork engine remove\` takes it away again`,
  );
  await takeDown(layout);
  try {
    await startDaemon(layout, await makeNetwork(layout), signal);
  } catch (error) {
    await takeDown(layout);
    throw error;
  }
}

/** Stops the private engine; what it holds stays on disk. False when it was not running. */
export async function stopPrivate(stateDir: string): Promise<boolean> {
  const layout = engineLayout(stateDir);
  if (!existsSync(layout.root) && !existsSync(layout.run)) return false;
  return withLock(layout.lock, () => takeDown(layout));
}

/** Stops the private engine and deletes everything that it holds. False when there was none. */
export async function removePrivate(stateDir: string): Promise<boolean> {
  const layout = engineLayout(stateDir);
  if (!existsSync(layout.root) && !existsSync(layout.run)) return false;
  return withLock(layout.lock, async () => {
    await takeDown(layout);
    const left = livingProcesses(layout);
    if (left.length > 0) {
      throw new EngineFault(
        `Processes of the private engine do not end: ${left.map(({ pid }) => pid).join(", ")}. Its data was left in place.`,
        "They wait on the disk or the kernel; try again in a minute, or reboot.",
      );
    }
    for (const folder of [layout.root, layout.run]) rmSync(folder, { recursive: true, force: true });
    return true;
  });
}
