import type { Files } from "./files.ts";
import { normal, type Secret, type SecretKind } from "./secrets.ts";

/** Something in a handout that must not be there. */
export interface Leak {
  /** In the handout. */
  readonly file: string;
  /** What it holds, or is called like. */
  readonly secret: string;
  readonly why: "name" | "content";
}

/** What was looked for in a handout, and what was found. */
export interface Proof {
  readonly files: number;
  /** How many secret files were looked for, by kind. */
  readonly lookedFor: Readonly<Partial<Record<SecretKind, number>>>;
  readonly leaks: readonly Leak[];
}

/** Names that tell what a file is, whatever it holds. */
const NAMES =
  /(^|\/)(solutions?|traps?|golden|private)\/|(^|\/)(hints\.md|lab\.test\.ts|private\.test\.ts|tasks\.yaml|lab\.yaml|assignment\.yaml)$/i;

/** Shorter texts may stand in another by chance; they are looked for as a whole file. */
const ENOUGH = 24;

/**
 * Looks into every file of a handout for every secret: the whole text of one, as a file or inside one, whatever became of its
 * blanks and line ends; and names that only secrets have. Pure.
 */
export function proofOf(files: Files, secrets: readonly Secret[]): Proof {
  const wanted = secrets.flatMap(looked);
  const leaks: Leak[] = [];
  for (const [file, { content }] of files) {
    if (NAMES.test(file)) leaks.push({ file, secret: file, why: "name" });
    const text = normal(content.toString());
    const found = wanted.find(({ text: each }) =>
      each.length < ENOUGH ? text === each : text.includes(each),
    );
    if (found) leaks.push({ file, secret: found.file, why: "content" });
  }
  const lookedFor: Partial<Record<SecretKind, number>> = {};
  for (const { kind } of secrets) lookedFor[kind] = (lookedFor[kind] ?? 0) + 1;
  return { files: files.size, lookedFor, leaks };
}

function looked({ file, texts }: Secret): { file: string; text: string }[] {
  return [...new Set(texts.map(normal))].filter((text) => text !== "").map((text) => ({ file, text }));
}
