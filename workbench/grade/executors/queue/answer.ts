import { gradeSchema, type Grade } from "../../schema/grade.ts";
import type { Keyed } from "../../schema/class.ts";
import type { Store } from "../../store/types.ts";
import { answerSchema } from "./schema.ts";

export interface Answered {
  readonly grade: Grade;
  readonly worker: string;
}

/**
 * The grade that a worker's answer leads to, held against the hand-in that was asked about: nobody gets another's.
 * Throws StoreFault when the store can't give it, Error with the reason when it does not fit.
 */
export async function answered(
  value: unknown,
  submission: Keyed,
  grader: string,
  store: Store,
): Promise<Answered> {
  const { grade: address, worker } = answerSchema.parse(value);
  const text = (await store.get(address)).toString("utf8");
  const grade = gradeSchema.parse(JSON.parse(text));
  const wrong = mismatch(grade, submission, grader);
  if (wrong !== null) throw new Error(`the answer of ${worker} is about another ${wrong}`);
  return { grade, worker };
}

function mismatch(grade: Grade, { key, pseudonym, lab, digest }: Keyed, grader: string): string | null {
  if (grade.key !== key) return "key";
  if (grade.pseudonym !== pseudonym) return "student";
  if (grade.lab !== lab) return "lab";
  if (grade.submission !== digest) return "hand-in";
  if (grade.grader !== grader) return "version of the grader";
  return null;
}
