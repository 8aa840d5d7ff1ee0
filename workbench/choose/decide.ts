import type { Answer } from "./answer.ts";
import { dockerfileOf } from "./dockerfile.ts";
import { commandOf } from "./flags.ts";
import { fits, rank } from "./judge.ts";
import { changesOf, waysOut } from "./otherwise.ts";
import { isAsked, questionOf } from "./questions.ts";
import type { Evidence, Needs } from "./types.ts";

const FIND_OUT =
  "Look first: `npx groundwork inspect IMAGE --file PATH` says which loader the program asks for. Until then this answer is for a program of any kind but musl.";

/**
 * Which base to take, and why: needs held against evidence, for the page and for the command. Pure. Throws for an addon
 * of a program that loads none, which the form, the prompts and the schema let nobody say.
 */
export function decide(needs: Needs, evidence: Evidence): Answer {
  if (needs.addon !== "none" && !isAsked(questionOf("addon"), needs))
    throw new Error("this program loads no addon");
  const bases = rank(needs, evidence);
  const first = bases[0];
  const winner = first !== undefined && fits(first) ? first : null;
  return {
    format: "groundwork.choice/1",
    needs,
    winner: winner?.id ?? null,
    bases,
    findOut: needs.program === "unknown" ? FIND_OUT : null,
    nothingFits: winner === null ? nothing(needs, evidence) : null,
    changes: winner === null ? [] : changesOf(needs, evidence, winner.id),
    dockerfile: winner === null ? null : dockerfileOf(needs, winner),
    command: commandOf(needs),
  };
}

function nothing(needs: Needs, evidence: Evidence): NonNullable<Answer["nothingFits"]> {
  const ways = waysOut(needs, evidence);
  const count = evidence.bases.length;
  return {
    says:
      ways.length > 0
        ? `No base of the ${count} that were recorded gives all of this at once.`
        : `No base of the ${count} that were recorded is known to give this, whichever other need is given up: look at the program itself.`,
    ways,
  };
}
