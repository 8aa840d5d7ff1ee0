import { registryOf } from "../reference.ts";
import type { BaseEntry } from "../catalogue.ts";
import { lastSilence, noteSilence } from "../store/silent-registries.ts";
import { adopt } from "./engine.ts";
import type { Found, SourceContext } from "./types.ts";

/** Milliseconds without progress after which a registry counts as silent. A registry that answers does so within one second. */
const QUIET_MS = 8000;

/**
 * Pulls a base and tags it as ours. A tag that the pull itself brought is taken away again, so that the engine looks as
 * it did before.
 * @returns the base, or why it could not be pulled
 */
export async function fromRegistry(
  entry: BaseEntry,
  context: SourceContext,
): Promise<Found | { readonly reason: string }> {
  if (!entry.inRegistry) return { reason: `${entry.reference} is made by Groundwork and is in no registry` };
  const { engine, stateDir, onProgress, signal } = context;
  const registry = registryOf(entry.reference);
  const silence = context.preferRegistry ? null : await lastSilence(stateDir, registry, onProgress);
  if (silence !== null) return { reason: silence };
  onProgress(`${entry.id}: pulling ${entry.reference}`);
  const { reference } = entry;
  const pulled = await engine.pull({ reference, platform: engine.facts.platform, quietMs: QUIET_MS, signal });
  signal?.throwIfAborted();
  if (!pulled.ok) {
    if (pulled.kind === "unreachable" || pulled.kind === "limit") {
      await noteSilence(stateDir, registry, pulled.message, onProgress);
      onProgress(`${registry} can't be reached from the engine, so it is left alone for some minutes`);
    } else {
      onProgress(`${entry.reference} can't be pulled: ${pulled.message}`);
    }
    return { reason: pulled.message };
  }
  const held = await engine.image(pulled.imageId);
  if (held === null) return { reason: `the engine lost ${entry.reference} right after pulling it` };
  const found = await adopt(entry, held, "registry", context);
  // Nobody had it under this name before, else it would have been used and not pulled.
  await engine.removeImage(entry.reference);
  return found;
}
