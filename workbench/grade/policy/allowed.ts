import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { baseByReference, baseById } from "../../bases/catalogue.ts";
import { normalReference } from "../../bases/reference.ts";
import { imageReferences } from "../../bases/references.ts";
import type { Lab } from "../../lab/load.ts";
import { isDockerfile } from "./names.ts";

/** What the Dockerfiles of one lab may stand on and copy from. */
export interface Allowed {
  /** Ids of bases of the catalogue. */
  readonly bases: readonly string[];
  /** Ids of programs. */
  readonly programs: readonly string[];
  /** References to images that the lab's own test makes, for example `team/base:1`. */
  readonly names: readonly string[];
  /** Build arguments that the lab's test gives, and that a `FROM` may hang on. */
  readonly args: readonly string[];
}

/**
 * What the hand-ins of a lab may name: the bases and programs of every lab of the assignment, and what the lab's own
 * starter and solution name besides: images that its test makes, and arguments that it gives. Reads the lab's Dockerfiles.
 */
export async function allowedIn(lab: Lab, labs: readonly Lab[]): Promise<Allowed> {
  const texts = await dockerfilesOf(lab.dir);
  const found = texts.flatMap((text) => imageReferences(text)).filter((each) => each.kind === "image");
  const named = found.map((each) => each.reference);
  return {
    bases: unique(labs.flatMap((each) => each.manifest.bases)),
    programs: unique(labs.flatMap((each) => each.manifest.programs)),
    names: unique(named.filter((each) => isName(each) && baseByReference(each) === undefined)),
    args: unique(texts.flatMap(argsWithoutValue)),
  };
}

/** Whether a reference, variables filled in, is among what is allowed. Pure. */
export function isAllowed(reference: string, allowed: Allowed): boolean {
  const base = baseByReference(reference);
  if (base !== undefined) return allowed.bases.includes(base.id);
  const program = /^programs\/([a-z0-9-]+)$/.exec(reference)?.[1];
  if (program !== undefined) return allowed.programs.includes(program);
  const wanted = isName(reference) ? normalReference(reference) : "";
  return allowed.names.some((name) => normalReference(name) === wanted);
}

/** The allowed references as one writes them, for a sentence. */
export function allowedReferences(allowed: Allowed): readonly string[] {
  const bases = allowed.bases.map((id) => baseById(id)?.reference ?? id);
  return unique(["scratch", ...bases, ...allowed.programs.map((id) => `programs/${id}`), ...allowed.names]);
}

/** A lab's templates hold `{{…}}` where a learner's values come; that is no name. */
function isName(reference: string): boolean {
  return /^[a-z0-9][a-z0-9._:/@-]*$/.test(reference) && !reference.startsWith("programs/");
}

/** Names in a `FROM` whose `ARG` has no value of its own: the test gives one. */
function argsWithoutValue(text: string): string[] {
  const without = [...text.matchAll(/^ARG +(\w+)\s*$/gim)].map((match) => match[1] ?? "");
  const used = [...text.matchAll(/^FROM .*$/gim)].flatMap((match) =>
    [...match[0].matchAll(/\$\{?(\w+)/g)].map((each) => each[1] ?? ""),
  );
  return without.filter((name) => used.includes(name));
}

async function dockerfilesOf(labDir: string): Promise<string[]> {
  const texts: string[] = [];
  for (const part of ["starter", "solution"]) {
    const entries = await readdir(path.join(labDir, part), { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile() && isDockerfile(each.name)))
      texts.push(await readFile(path.join(entry.parentPath, entry.name), "utf8"));
  }
  return texts;
}

function unique(words: readonly string[]): string[] {
  return [...new Set(words)];
}
