import { readFile } from "node:fs/promises";
import path from "node:path";
import { z } from "zod";
import { BadInput } from "../../../lab/errors.ts";
import { parseJson, writeJson } from "../../../state.ts";
import { shardSchema, type Shard } from "./split.ts";

const fileSchema = shardSchema.extend({ format: z.literal("groundwork.shard/1") });

const fileIn = (out: string): string => path.join(out, "shard.json");

/** The shard that an output folder holds; null: it holds a whole class, or nothing yet. */
export async function readShard(out: string): Promise<Shard | null> {
  const text = await readFile(fileIn(out), "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = fileSchema.safeParse(parseJson(text));
  if (parsed.success) return { index: parsed.data.index, of: parsed.data.of };
  throw new BadInput(
    `${fileIn(out)} is not as it was written.`,
    "Grade that shard again, into a new folder.",
  );
}

/**
 * Notes which shard a folder holds. Throws BadInput where it holds something else: two splits in one folder could not be
 * joined, and marks of a part would look like a whole class's.
 */
export async function claimShard(out: string, shard: Shard | null, isGraded: boolean): Promise<void> {
  const there = await readShard(out);
  const isSame = there?.index === shard?.index && there?.of === shard?.of;
  if (isSame && (there !== null || shard === null)) return;
  if (there !== null || isGraded) {
    const holds = there === null ? "a class that is graded whole" : `shard ${there.index}/${there.of}`;
    throw new BadInput(`${out} holds ${holds}.`, "Give another folder: --out FOLDER");
  }
  if (shard) await writeJson(fileIn(out), { format: "groundwork.shard/1", ...shard });
}
