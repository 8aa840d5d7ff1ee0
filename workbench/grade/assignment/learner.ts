import { createHash } from "node:crypto";

/** What of a student decides about their variant. */
export interface Named {
  readonly key: string;
  readonly login: string | null;
}

/**
 * The learner's name under which a student works on the labs of an assignment: it decides the values of a lab with variants.
 * `SEED.LOGIN`, so a student can type it, and their own `npx groundwork check` sees the values that the grader sees. Where the
 * roster has no login it is the roster's key. Pure.
 */
export function learnerFor(variantSeed: string, { login, key }: Named): string {
  const plain = (login ?? key)
    .normalize("NFD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_.@+-]+/g, "-");
  // A key without any letter that may stand there: something of its own, though nobody can guess it.
  const own = /[a-z0-9]/.test(plain) ? plain : createHash("sha256").update(key).digest("hex").slice(0, 8);
  return `${variantSeed}.${own}`.slice(0, 100);
}
