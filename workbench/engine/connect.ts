import { openEngine } from "./client.ts";
import { ensureEndpoint, type EnsureRequest } from "./private/ensure.ts";
import type { Engine } from "./types.ts";

/** Finds an engine, or starts a private one where that can be done, and opens it. Throws EngineFault with what was tried. */
export async function connectEngine(request: EnsureRequest = {}): Promise<Engine> {
  return openEngine(await ensureEndpoint(request));
}
