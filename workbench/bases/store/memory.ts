import { createHash } from "node:crypto";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { readJson, writeJson } from "../../state.ts";
import { resolvedBaseSchema } from "../types.ts";
import { basesDir } from "./built.ts";

const rememberedSchema = z.strictObject({
  base: resolvedBaseSchema,
  /** Revision of the recipe that made it; null where none did. */
  revision: z.number().int().nullable(),
});
export type Remembered = z.infer<typeof rememberedSchema>;

/** The folder of what is remembered about one engine. An engine's own id may hold any character. */
export function engineDir(stateDir: string, engineId: string): string {
  const name = createHash("sha256").update(engineId).digest("hex").slice(0, 16);
  return join(basesDir(stateDir), "engines", name);
}

/** What stood behind a base when it was last looked for on this engine; null when nothing is known. */
export function recall(
  stateDir: string,
  engineId: string,
  id: string,
  onProblem: (message: string) => void,
): Promise<Remembered | null> {
  return readJson(join(engineDir(stateDir, engineId), `${id}.json`), rememberedSchema, onProblem);
}

/** Remembers what stands behind a base on an engine. */
export async function remember(stateDir: string, engineId: string, entry: Remembered): Promise<void> {
  await writeJson(join(engineDir(stateDir, engineId), `${entry.base.id}.json`), entry);
}

/** Forgets a base on an engine. */
export async function forget(stateDir: string, engineId: string, id: string): Promise<void> {
  await rm(join(engineDir(stateDir, engineId), `${id}.json`), { force: true });
}
