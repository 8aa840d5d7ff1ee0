import { z } from "zod";
import { needsSchema } from "../../choose/schema.ts";
import { PROGRAMS } from "../../choose/types.ts";
import type { Needs } from "../../choose/types.ts";
import { BadInput } from "../../lab/errors.ts";

const object = z.record(z.string(), z.unknown());

/** The object in a file of needs. Throws BadInput where the text is none. */
export function saidIn(text: string, file: string): Record<string, unknown> {
  try {
    return object.parse(JSON.parse(text));
  } catch {
    throw new BadInput(
      `"${file}" holds no JSON object.`,
      'Write the needs as one, for example: {"program": "static", "tls": true}',
    );
  }
}

/** Needs from what was said, in a file and by options. Throws BadInput that names the first thing which can't be used. */
export function needsOf(said: Readonly<Record<string, unknown>>): Needs {
  if (!("program" in said))
    throw new BadInput(
      "Nobody has said what the program is, and here nobody can be asked.",
      `Say it: --program ${PROGRAMS.join("|")}. On a terminal, npx groundwork choose asks.`,
    );
  const parsed = needsSchema.safeParse(said);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const where = issue?.path.join(".") ?? "";
  throw new BadInput(
    `These needs can't be understood: ${where === "" ? "" : `${where}: `}${issue?.message ?? "unknown reason"}.`,
    "npx groundwork choose --help shows what can be said.",
  );
}
