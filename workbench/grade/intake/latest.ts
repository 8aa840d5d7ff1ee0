/** What decides which of several hand-ins counts. */
export interface Dated {
  readonly receivedAt: string | null;
  readonly attempt: number;
  readonly digest: string | null;
}

/** The hand-in that counts, the others; or that it can't be told. */
export type Latest<T> = { readonly counts: T; readonly others: readonly T[] } | { readonly counts: null };

/**
 * The latest of one student's hand-ins for one lab. What came after the end counts only where nothing came before it. Times
 * decide; where they are missing, the platform's count of tries. Equal files need no decision. Pure.
 * @param handIns at least one
 * @param until the end of taking, or null
 */
export function latestOf<T extends Dated>(handIns: readonly T[], until: string | null): Latest<T> {
  const inTime = handIns.filter((each) => until === null || !isAfter(each.receivedAt, until));
  const candidates = inTime.length > 0 ? inTime : handIns;
  const counts = candidates.find((each) =>
    candidates.every((other) => other === each || isLater(each, other)),
  );
  return counts === undefined
    ? { counts: null }
    : { counts, others: handIns.filter((each) => each !== counts) };
}

/** Later than the other, or as good as it. */
function isLater(one: Dated, other: Dated): boolean {
  const [mine, theirs] = [timeOf(one), timeOf(other)];
  if (mine !== null && theirs !== null && mine !== theirs) return mine > theirs;
  if (one.attempt !== other.attempt) return one.attempt > other.attempt;
  return one.digest !== null && one.digest === other.digest;
}

function isAfter(time: string | null, until: string): boolean {
  return time !== null && Date.parse(time) > Date.parse(until);
}

function timeOf({ receivedAt }: Dated): number | null {
  return receivedAt === null ? null : Date.parse(receivedAt);
}
