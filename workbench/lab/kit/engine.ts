import { openEngine, type EngineAddress } from "../../engine/client.ts";
import type { Engine } from "../../engine/types.ts";

/** Engines by endpoint: a process that runs tests opens its engine while it waits for a run. */
const opened = new Map<string, Promise<Engine>>();

/** `openEngine`, once for an endpoint in this process. One that could not be opened is tried again. */
export function engineOfProcess(address: EngineAddress): Promise<Engine> {
  let engine = opened.get(address.endpoint);
  if (!engine) {
    engine = openEngine(address);
    opened.set(address.endpoint, engine);
    engine.catch(() => opened.delete(address.endpoint));
  }
  return engine;
}
