import { z } from "zod";
import { BadInput } from "../../lab/errors.ts";
import { PROGRESS_FORMAT, progressSchema, type Progress } from "./schema.ts";

const NUMBER = Number(PROGRESS_FORMAT.split("/")[1]);
const envelope = z.object({ format: z.string().regex(/^groundwork\.progress\/\d+$/) });

/** Progress that a later Groundwork has written. It is never overwritten. */
export class NewerProgress extends BadInput {
  constructor(name: string, format: string) {
    super(
      `${name} was written by a newer Groundwork: it is ${format}, and this one knows ${PROGRESS_FORMAT}. Nothing was changed.`,
      `Update the course (git pull), or move ${name} away to begin anew.`,
    );
  }
}

/** Text as progress, or why it can't be read as that. Throws NewerProgress for a later format. Pure. */
export function parseProgress(
  text: string,
  name: string,
): { readonly ok: true; readonly progress: Progress } | { readonly ok: false; readonly why: string } {
  let data: unknown;
  try {
    // Some editors put a byte order mark before what they save.
    data = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    return { ok: false, why: `it is no valid JSON (${(error as Error).message})` };
  }
  const head = envelope.safeParse(data);
  if (!head.success) return { ok: false, why: `it has no "format": "${PROGRESS_FORMAT}"` };
  const { format } = head.data;
  if (Number(format.split("/")[1]) > NUMBER) throw new NewerProgress(name, format);
  const parsed = progressSchema.safeParse(data);
  if (parsed.success) return { ok: true, progress: parsed.data };
  const issue = parsed.error.issues[0];
  return { ok: false, why: `${issue?.path.map(String).join(".") ?? ""}: ${issue?.message ?? ""}` };
}
