import { join } from "node:path";
import { z } from "zod";
import { readJson, writeJson } from "../../state.ts";
import { basesDir } from "./built.ts";

const silentSchema = z.record(z.string(), z.strictObject({ until: z.string(), message: z.string() }));
type Silent = z.infer<typeof silentSchema>;

/** How long a registry that did not answer is left alone: long enough for eight bases and the next command, short enough to notice a network that came back. */
export const LEFT_ALONE_MS = 10 * 60_000;

/** What a registry said when it could not be reached a short while ago; null when it may be asked. */
export async function lastSilence(
  stateDir: string,
  registry: string,
  onProblem: (message: string) => void,
  now = Date.now(),
): Promise<string | null> {
  const silent = (await readJson(fileOf(stateDir), silentSchema, onProblem)) ?? {};
  const found = silent[registry];
  if (found === undefined) return null;
  const left = Date.parse(found.until) - now;
  // More than the whole time is left only where the clock was set back since.
  return left > 0 && left <= LEFT_ALONE_MS ? found.message : null;
}

/** Notes that a registry did not answer. */
export async function noteSilence(
  stateDir: string,
  registry: string,
  message: string,
  onProblem: (message: string) => void,
  now = Date.now(),
): Promise<void> {
  const silent: Silent = (await readJson(fileOf(stateDir), silentSchema, onProblem)) ?? {};
  const until = new Date(now + LEFT_ALONE_MS).toISOString();
  await writeJson(fileOf(stateDir), { ...silent, [registry]: { until, message } });
}

function fileOf(stateDir: string): string {
  return join(basesDir(stateDir), "silent-registries.json");
}
