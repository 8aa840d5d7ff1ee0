import { createHash } from "node:crypto";
import { z } from "zod";
import { gradeSchema } from "../schema/grade.ts";
import { overrideSchema } from "../schema/marks.ts";

const bodySchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("grade"), grade: gradeSchema }),
  z.strictObject({ kind: z.literal("override"), override: overrideSchema }),
  z.strictObject({ kind: z.literal("note"), text: z.string() }),
]);
export type Body = z.infer<typeof bodySchema>;

/** One line of the journal. `hash` covers the line's own bytes before it, and with `prevHash` all lines above. */
const entrySchema = z.strictObject({
  format: z.literal("groundwork.journal/1"),
  seq: z.number().int().nonnegative(),
  at: z.iso.datetime(),
  prevHash: z.string(),
  body: bodySchema,
  hash: z.string(),
});
export type Entry = z.infer<typeof entrySchema>;

/** What stands before the first line. */
export const GENESIS = "0".repeat(64);

const TAIL = /,"hash":"([0-9a-f]{64})"\}$/;

/** A line for the journal, without its newline. */
export function sealed(body: Body, seq: number, prevHash: string, at: Date): { line: string; hash: string } {
  const text = JSON.stringify({ format: "groundwork.journal/1", seq, at: at.toISOString(), prevHash, body });
  const hash = digest(text);
  return { line: `${text.slice(0, -1)},"hash":"${hash}"}`, hash };
}

/** The entry in a line; null when the line is not as it was written. */
export function unsealed(line: string): Entry | null {
  const hash = TAIL.exec(line)?.[1];
  if (hash === undefined || digest(`${line.replace(TAIL, "")}}`) !== hash) return null;
  return entrySchema.parse(JSON.parse(line));
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
