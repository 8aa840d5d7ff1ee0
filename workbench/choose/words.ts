import type { Answer, Change, Citation, Holds, Judged, Verdict } from "./answer.ts";
import { isAsked, questionOf, QUESTIONS, saidOf } from "./questions.ts";
import { NOTHING_SAID } from "./types.ts";
import type { Needs, RecordedBase } from "./types.ts";

/** What the page and the terminal call a verdict. */
export const VERDICTS: Readonly<Record<Verdict, string>> = {
  fits: "fits",
  "fits-with-additions": "fits with what you add",
  "not-told": "can't be told",
  "does-not-fit": "does not fit",
};

/** One sign for each way to hold a need, with the word that says the same. */
export const SIGNS: Readonly<Record<Holds, { sign: string; word: string }>> = {
  yes: { sign: "✓", word: "there" },
  line: { sign: "✓", word: "by a line" },
  add: { sign: "+", word: "to add" },
  no: { sign: "✗", word: "not there" },
  untold: { sign: "?", word: "not recorded" },
};

/** The section that shows dates of support. */
export const DATES_PLACE = "09-keeping-a-base-current#dates";

/** What was asked for, in words; the program first. */
export function saidNeeds(needs: Needs): string[] {
  return QUESTIONS.filter((question) => isAsked(question, needs)).flatMap((question) => {
    const said = saidOf(question, needs);
    const silent =
      question.need !== "program" && String(needs[question.need]) === String(NOTHING_SAID[question.need]);
    return said === null || silent ? [] : [said];
  });
}

/** Address of a section of the course, from the site's root. */
export function pathOf(place: string): string {
  const [page = "", anchor = ""] = place.split("#");
  return `/course/${page}/#${anchor}`;
}

/** The answer in one sentence: what to take, or why nothing fits. */
export function verdictOf({ winner, bases, nothingFits }: Answer): string {
  const best = bases.find(({ id }) => id === winner);
  return best === undefined
    ? `Nothing fits. ${nothingFits?.says ?? ""}`
    : `Take ${best.reference}: it ${VERDICTS[best.verdict]}.`;
}

/** Why a base is not the first: what speaks against it, or how large it is and what is to be added. */
export function whyNot({ verdict, reasons, costs, origin }: Judged, size: Needs["weigh"]): string {
  const against = reasons.find(({ holds }) => holds === (verdict === "not-told" ? "untold" : "no"));
  if (against !== undefined) return `${questionOf(against.need).name}: ${against.says}`;
  const whole = costs.find(({ fact }) => fact === size)?.says ?? "";
  const add = reasons.filter(({ holds }) => holds === "add").map(({ need }) => questionOf(need).name);
  const parts = [
    `${whole}${origin === "stand-in" ? " (a stand-in)" : ""}`,
    ...(add.length > 0 ? [`to add: ${[...new Set(add)].join(", ")}`] : []),
  ];
  return parts.join("; ");
}

/** What a base is here, where it is not the image of that name. */
export function standInOf({ origin, note }: Judged): string | null {
  return origin === "stand-in" ? `a stand-in here: ${note ?? "not the image of that name"}` : null;
}

/** Changes with the same outcome, together; those after which nothing fits come last. */
export function groupedChanges(changes: readonly Change[]): { base: string | null; says: string[] }[] {
  const bases = [...new Set(changes.map(({ base }) => base))].sort(
    (a, b) => Number(a === null) - Number(b === null),
  );
  return bases.map((base) => ({
    base,
    says: changes.filter((each) => each.base === base).map(({ says }) => says),
  }));
}

/** Which recording a citation is from, when it was made, and for which platform. */
export function recordingOf({ of, recordedAt, platform }: Citation): string {
  return `${of.split("/")[0]}: recorded ${recordedAt.slice(0, 10)}, ${platform}`;
}

/** Which image stood behind a base's name, and where it came from. */
export function baseOf({ reference, origin, digest }: RecordedBase): string {
  return digest === "" ? `${reference}: no image stands behind it` : `${reference}: ${digest} (${origin})`;
}
