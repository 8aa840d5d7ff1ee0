import { File, FingerprintIndex, Region, TokenizedFile } from "@dodona/dolos-core";
import { tokensOf } from "./tokens.ts";

/** Tokens that are compared together, and how many such groups one is chosen from (winnowing). */
const KGRAM = 10;
const WINDOW = 6;
/** Of what is left without the starter, the part that two must share to be worth a look. */
const ENOUGH = 0.8;
/** Fewer groups than this may be alike by chance: most right answers are short. */
const FEWEST = 6;

/** One student's hand-in for one lab, as texts. */
export interface Comparable {
  readonly student: string;
  readonly files: Readonly<Record<string, string>>;
}

/** Two hand-ins that are more alike than two people's work tends to be. A reason to look, and no proof of anything. */
export interface Lead {
  readonly students: readonly [string, string];
  /** From 0 to 1, of what is not the starter's. */
  readonly similarity: number;
}

/**
 * Pairs that are alike, the most alike first. What stands in the starter counts for nothing, nor what many have in common.
 * Pure.
 */
export function leadsIn(handedIn: readonly Comparable[], starter: Comparable["files"]): Lead[] {
  const many = Math.max(3, Math.ceil(handedIn.length / 10));
  const index = new FingerprintIndex(KGRAM, WINDOW, false, many);
  index.addIgnoredFile(tokenized("starter", starter));
  const owners = new Map(handedIn.map((each) => [tokenized(each.student, each.files), each.student]));
  index.addFiles([...owners.keys()]);
  // How many groups of each are its own: neither the starter's nor common to many.
  const own = new Map(index.entries().map(({ file, shared }) => [file.id, shared.size]));
  return inCommon(index)
    .map(({ pair: [one, other], count }): Lead => {
      const students = [owners.get(one) ?? "", owners.get(other) ?? ""].toSorted() as [string, string];
      const all = (own.get(one.id) ?? 0) + (own.get(other.id) ?? 0);
      return { students, similarity: (2 * count) / all };
    })
    .filter(({ similarity }) => similarity >= ENOUGH)
    .toSorted(
      (one, other) => other.similarity - one.similarity || one.students[0].localeCompare(other.students[0]),
    );
}

interface InCommon {
  readonly pair: readonly [TokenizedFile, TokenizedFile];
  /** Groups of tokens that both have. */
  readonly count: number;
}

/** Pairs that share enough to be compared at all: a class has too many pairs to look at each. */
function inCommon(index: FingerprintIndex): InCommon[] {
  const shared = new Map<string, InCommon>();
  for (const fingerprint of index.sharedFingerprints().filter((each) => !each.ignored)) {
    const files = fingerprint.files().toSorted((one, other) => one.id - other.id);
    for (const [at, one] of files.entries())
      for (const other of files.slice(at + 1)) {
        const key = `${one.id}:${other.id}`;
        shared.set(key, { pair: [one, other], count: (shared.get(key)?.count ?? 0) + 1 });
      }
  }
  return [...shared.values()].filter(({ count }) => count >= FEWEST);
}

/** All files of a hand-in as one, in the order of their names. */
function tokenized(name: string, files: Comparable["files"]): TokenizedFile {
  const sorted = Object.entries(files).toSorted(([one], [other]) => one.localeCompare(other));
  const tokens = sorted.flatMap(([file, text]) => ["file", ...tokensOf(file, text)]);
  const text = sorted.map(([, content]) => content).join("\n");
  const nowhere = tokens.map(() => new Region(0, 0, 0, 0));
  return new TokenizedFile(new File(name, text), tokens, nowhere);
}
