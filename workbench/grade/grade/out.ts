import { chmod, cp, readFile } from "node:fs/promises";
import path from "node:path";
import type { z } from "zod";
import { BadInput } from "../../lab/errors.ts";
import { parseJson, writeText } from "../../state.ts";
import { classMarksSchema, type ClassMarks } from "../schema/marks.ts";
import { classSchema, type TakenClass } from "../schema/class.ts";

/** Where things lie in an output folder. */
export const outPaths = (out: string) => ({
  class: path.join(out, "class.json"),
  marks: path.join(out, "marks.json"),
  before: path.join(out, "marks.before.json"),
  summary: path.join(out, "class.html"),
  feedback: path.join(out, "feedback"),
  exports: path.join(out, "exports"),
});

/** Keeps who is who beside the grades; for the instructor's eyes only. */
export async function writeClass(out: string, taken: TakenClass): Promise<void> {
  const file = outPaths(out).class;
  await writeText(file, `${JSON.stringify(classSchema.parse(taken))}\n`);
  await chmod(file, 0o600);
}

/** The class as the last run took it in. Throws BadInput where there is none. */
export function readClass(out: string): Promise<TakenClass> {
  return readAs(outPaths(out).class, classSchema, `Nothing was graded into ${out} yet.`);
}

/** The marks of an output folder, or of a marks file that was kept. Throws BadInput where there are none. */
export async function readMarks(given: string): Promise<ClassMarks> {
  const file = given.endsWith(".json") ? given : outPaths(given).marks;
  return readAs(file, classMarksSchema, `There are no marks in ${given}.`);
}

/** Writes the marks; those from before are kept beside them for `grade diff`, when they were other ones. */
export async function writeMarks(out: string, marks: ClassMarks): Promise<void> {
  const { marks: file, before } = outPaths(out);
  const old = await readMarks(out).catch(() => null);
  if (old && JSON.stringify(old.students) !== JSON.stringify(marks.students)) {
    await cp(file, before);
    await chmod(before, 0o600);
  }
  await writeText(file, `${JSON.stringify(classMarksSchema.parse(marks), null, 2)}\n`);
  await chmod(file, 0o600);
}

async function readAs<Schema extends z.ZodType>(
  file: string,
  schema: Schema,
  missing: string,
): Promise<z.infer<Schema>> {
  const text = await readFile(file, "utf8").catch(() => null);
  if (text === null) throw new BadInput(missing, "Grade the class first: npx groundwork grade --help");
  const parsed = schema.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new BadInput(
    `${file} is not as it was written.`,
    "It is made anew by grading again into the same folder; no grade is lost.",
  );
}
