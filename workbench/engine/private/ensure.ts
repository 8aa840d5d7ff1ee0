import { existsSync } from "node:fs";
import { discover } from "../discover/discover.ts";
import { thisHost } from "../discover/host.ts";
import type { Discovery, Tried } from "../discover/types.ts";
import { EngineFault } from "../errors.ts";
import { canStartPrivate } from "./able.ts";
import { startPrivate } from "./engine.ts";
import { engineLayout } from "./layout.ts";
import { noEnginePage, silentEnginePage } from "./page.ts";
import { stateDir as defaultStateDir } from "../../state.ts";

export interface EnsureRequest {
  readonly env?: Readonly<Record<string, string | undefined>>;
  readonly onProgress?: (line: string) => void;
  readonly stateDir?: string;
  readonly signal?: AbortSignal;
  /** False: only look, install and start nothing. Default: true. */
  readonly mayStart?: boolean;
}

export interface Endpoint {
  readonly endpoint: string;
  /** How it was found, in words. */
  readonly foundBy: string;
  /** Folder with ca.pem, cert.pem and key.pem for a TLS endpoint; null for a plain one. */
  readonly certDir: string | null;
  readonly isPrivate: boolean;
  readonly tried: readonly Tried[];
}

/**
 * The engine to work with: the one that discovery finds, else a private one where we can start it.
 * Throws an EngineFault whose message is a page for this platform when there is none to be had.
 */
export async function ensureEndpoint(request: EnsureRequest = {}): Promise<Endpoint> {
  const { env = process.env, onProgress = () => {}, signal, mayStart = true } = request;
  const folder = request.stateDir ?? defaultStateDir(env);
  const host = thisHost(env);
  const { found, namedEngineSilent, tried } = await lookForEngine({ env, stateDir: folder });
  if (found) return { ...found, tried };
  if (namedEngineSilent) {
    throw new EngineFault(silentEnginePage(tried), "Start that engine, correct the variable, or unset it.");
  }
  if (!mayStart || !canStartPrivate(host)) {
    throw new EngineFault(noEnginePage(host, tried), "Then check with `npx groundwork doctor`.");
  }
  onProgress(
    "no engine answers at the usual places; as root on a Debian-like machine, Groundwork sets up its own",
  );
  const endpoint = await startPrivate(folder, { onProgress, signal });
  return { endpoint, foundBy: "private engine", certDir: null, isPrivate: true, tried };
}

/** Looks for an engine that answers, our own included; installs and starts nothing. */
export async function lookForEngine(
  request: Pick<EnsureRequest, "env" | "stateDir"> = {},
): Promise<Discovery> {
  const { env = process.env } = request;
  const { endpoint, socket } = engineLayout(request.stateDir ?? defaultStateDir(env));
  return discover(thisHost(env), { endpoint, running: existsSync(socket) });
}
