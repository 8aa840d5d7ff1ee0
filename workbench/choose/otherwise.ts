import type { Change, WayOut } from "./answer.ts";
import { withAnswer } from "./flags.ts";
import { winnerOf } from "./judge.ts";
import { isAsked, QUESTIONS, questionOf } from "./questions.ts";
import type { Question } from "./questions.ts";
import { BEHAVIOURS, NOTHING_SAID } from "./types.ts";
import type { Evidence, NeedKey, Needs } from "./types.ts";

/** Needs that somebody has said and could give up. What the program is, is none of them. */
function given(needs: Needs): NeedKey[] {
  return QUESTIONS.map(({ need }) => need).filter(
    (need) => !["program", "weigh"].includes(need) && String(needs[need]) !== String(NOTHING_SAID[need]),
  );
}

/** The fewest needs to give up so that a base fits: all ways that are equally short, none of more than three needs. */
export function waysOut(needs: Needs, evidence: Evidence): WayOut[] {
  const keys = given(needs);
  for (const size of [1, 2, 3]) {
    const ways = choices(keys, size).flatMap((drop): WayOut[] => {
      const without = Object.fromEntries(drop.map((key) => [key, NOTHING_SAID[key]]));
      const base = winnerOf({ ...needs, ...without }, evidence);
      return base === null
        ? []
        : [{ drop, base, says: drop.map((key) => questionOf(key).name).join(" and ") }];
    });
    if (ways.length > 0) return ways;
  }
  return [];
}

function choices<T>(from: readonly T[], size: number): T[][] {
  if (size === 0) return [[]];
  return from.flatMap((first, index) =>
    choices(from.slice(index + 1), size - 1).map((rest) => [first, ...rest]),
  );
}

/** Each single answer that would make another base win, or none. */
export function changesOf(needs: Needs, evidence: Evidence, winner: string | null): Change[] {
  return QUESTIONS.filter((question) => isAsked(question, needs)).flatMap((question) =>
    otherAnswers(question, needs).flatMap(({ text, says }): Change[] => {
      const base = winnerOf(withAnswer(needs, question, text), evidence);
      return base === winner ? [] : [{ need: question.need, says, base }];
    }),
  );
}

interface Other {
  readonly text: string;
  readonly says: string;
}

function otherAnswers(question: Question, needs: Needs): Other[] {
  switch (question.kind) {
    case "yes":
      return needs[question.need]
        ? [{ text: "no", says: `without ${question.name}` }]
        : [{ text: "yes", says: `with ${question.name}` }];
    case "one":
      return question.options
        .filter(({ value }) => value !== needs[question.need] && value !== "unknown")
        .map(({ value, label }) => ({ text: value, says: `${question.name}: ${label}` }));
    case "many":
      return BEHAVIOURS.map((each) => {
        const has = needs.glibc.includes(each);
        const list = has ? needs.glibc.filter((other) => other !== each) : [...needs.glibc, each];
        const label = question.options.find(({ value }) => value === each)?.label ?? each;
        return { text: list.join(","), says: `${has ? "without" : "with"} ${label}` };
      });
    case "limit":
      return needs[question.need] === null
        ? []
        : [{ text: "", says: `without a limit of the ${question.name}` }];
  }
}
