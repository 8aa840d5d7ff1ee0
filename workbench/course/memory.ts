import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import type { ResolvedBase } from "../bases/types.ts";
import type { EngineFacts } from "../engine/types.ts";
import { PROJECT_DIR } from "../project.ts";
import { readJson, stateDir, writeJson } from "../state.ts";
import { labCheckSchema, type LabCheck } from "./schema.ts";

const rememberedSchema = z.strictObject({
  format: z.literal("groundwork.checked-lab/1"),
  fingerprint: z.string(),
  checkedAt: z.string(),
  check: labCheckSchema,
});

/** The rooms whose code decides what a lab sees. */
const ROOMS = ["engine", "image", "bases", "programs", "lab"];

/**
 * A digest of everything that a lab's outcome depends on: its own files, the code that runs it, the bases' bytes, the
 * engine. The same digest means that running it again would tell nothing new.
 */
export async function fingerprintOf(
  labDir: string,
  bases: readonly ResolvedBase[],
  facts: EngineFacts,
): Promise<string> {
  const hash = createHash("sha256");
  const code = ROOMS.map((room) => path.join(PROJECT_DIR, "workbench", room));
  for (const folder of [labDir, ...code]) await addFolder(hash, folder);
  hash.update(await readFile(path.join(PROJECT_DIR, "package-lock.json")));
  hash.update(JSON.stringify(bases.map(({ id, digest }) => [id, digest])));
  const { product, version, builder, platform, storageDriver } = facts;
  hash.update(JSON.stringify([product, version, builder, platform, storageDriver]));
  return hash.digest("hex");
}

async function addFolder(hash: ReturnType<typeof createHash>, folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith(".test.ts"))
    .map((entry) => path.join(entry.parentPath, entry.name));
  // The lab's own test is what is run, so it counts though it is called a test.
  const own = entries
    .filter((entry) => entry.name === "lab.test.ts")
    .map((entry) => path.join(entry.parentPath, entry.name));
  for (const file of [...files, ...own].sort())
    hash
      .update(path.relative(folder, file))
      .update("\0")
      .update(await readFile(file))
      .update("\0");
}

const fileOf = (lab: string) => path.join(stateDir(), "course-checks", `${lab}.json`);

/** The last check of a lab that found nothing, when it was of this fingerprint; else null. */
export async function recallCheck(
  lab: string,
  fingerprint: string,
  onProblem: (message: string) => void,
): Promise<LabCheck | null> {
  const known = await readJson(fileOf(lab), rememberedSchema, onProblem);
  if (known?.fingerprint !== fingerprint) return null;
  return { ...known.check, unchangedSince: known.checkedAt, durationMs: 0 };
}

/** Keeps a check that found nothing; one that found something is never kept. */
export async function rememberCheck(check: LabCheck, fingerprint: string): Promise<void> {
  if (!check.ok) return;
  await writeJson(fileOf(check.lab), {
    format: "groundwork.checked-lab/1",
    fingerprint,
    checkedAt: new Date().toISOString(),
    check,
  });
}
