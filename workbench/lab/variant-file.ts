import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { BadInput } from "./errors.ts";
import type { Manifest } from "./manifest.ts";
import { learnerSchema, variantOf } from "./variant.ts";
import { variantSchema } from "./variants-schema.ts";

/** The file in a learner's copy that says whose it is. */
export const VARIANT_FILE = "variant.json";

const fileSchema = z.strictObject({
  format: z.literal("groundwork.variant/1"),
  lab: z.string(),
  learner: learnerSchema.describe("decides the values"),
  values: variantSchema.describe("for people to read; derived again from the learner at each check"),
});

/** Writes down whose copy this is, with the values that follow from it. */
export async function writeVariant(dir: string, manifest: Manifest, learner: string): Promise<void> {
  const content = {
    format: "groundwork.variant/1",
    lab: manifest.id,
    learner,
    values: variantOf(manifest, learner),
  };
  await writeFile(path.join(dir, VARIANT_FILE), `${JSON.stringify(fileSchema.parse(content), null, 2)}\n`);
}

/**
 * Whose copy a folder is. The values are derived from the learner again: a file that says others is refused, as is a
 * folder without the file. Both throw BadInput.
 */
export async function readLearner(dir: string, manifest: Manifest): Promise<string> {
  const text = await readFile(path.join(dir, VARIANT_FILE), "utf8").catch(() => null);
  const next = `Say whose it is: npx groundwork lab check ${manifest.id} --learner NAME`;
  if (text === null)
    throw new BadInput(`There is no ${VARIANT_FILE}, and this lab is another one for each learner.`, next);
  const parsed = z.preprocess(jsonOf, fileSchema).safeParse(text);
  if (!parsed.success)
    throw new BadInput(`${VARIANT_FILE} is not as it was written: ${z.prettifyError(parsed.error)}`, next);
  const { lab, learner, values } = parsed.data;
  if (lab !== manifest.id || !isDeepStrictEqual(values, variantOf(manifest, learner)))
    throw new BadInput(
      `${VARIANT_FILE} says values that are not those of "${learner}" in ${manifest.id}.`,
      `It was changed, or the lab was. This begins again and keeps a backup: npx groundwork reset ${manifest.id}`,
    );
  return learner;
}

/** The name in a copy's file, whatever else became of it; undefined where none can be read. */
export async function nameIn(dir: string): Promise<string | undefined> {
  const text = await readFile(path.join(dir, VARIANT_FILE), "utf8").catch(() => null);
  return z.preprocess(jsonOf, z.object({ learner: learnerSchema })).safeParse(text).data?.learner;
}

function jsonOf(text: unknown): unknown {
  try {
    return JSON.parse(String(text));
  } catch {
    return text;
  }
}
