import { describeRun } from "../../workbench/lab/kit/index.ts";
import type { Bench } from "../../workbench/lab/kit/index.ts";
import type { ChoiceAnswer } from "./answers.ts";
import { baseOf, type Base } from "./bases.ts";
import { shellRule, type Brief, type Name } from "./brief.ts";
import type { Choice } from "./reasons.ts";
import { aloneOn, outcomeOf, startOf } from "./starts.ts";
import { choiceOf } from "./why.ts";

// #region against
/** The base that was not taken is tried, with the same program and the same limit. */
export async function claimAgainst(
  bench: Bench,
  brief: Brief,
  name: Name,
  answer: ChoiceAnswer,
): Promise<void> {
  const { base: reference, because } = answer.against;
  const choice = await choiceOf(bench, brief, name, answer);
  const other = await baseOf(bench, reference, `${name}.against.base`);
  const { holds, seen } = await judge(bench, choice, other, because);
  bench.claim(other.reference !== answer.base && holds, {
    code: "not-so",
    expected: `for "${name}", ${reference} is another base than yours, and this speaks against it: ${because}`,
    seen,
    cause: "What speaks against a base can be tried before anybody builds on it, and so it was here.",
    where: "answers.json",
  });
}

async function judge(
  bench: Bench,
  choice: Choice,
  other: Base,
  because: ChoiceAnswer["against"]["because"],
): Promise<{ readonly holds: boolean; readonly seen: string }> {
  const { brief, name } = choice;
  const { shells, unpackedBytes } = other.facts;
  if (because === "too-large") {
    const own = (await bench.look(choice.image)).unpackedBytes - choice.base.facts.unpackedBytes;
    // The base of an image that copied its runtime is small; then the copy counts as the program's.
    const runtime = name === "api" && !hasNode(other) ? nodeBytes(choice.base) : 0;
    const sum = unpackedBytes + own + runtime;
    const seen = `With what you add to your base, it would be ${sum} bytes unpacked. The limit is ${brief[name].limit}.`;
    return { holds: sum > brief[name].limit, seen };
  }
  if (because === "has-shell" || because === "no-shell") {
    const rule = shellRule(brief, name);
    const holds =
      because === "has-shell" ? rule === "none" && shells.length > 0 : rule === "some" && shells.length === 0;
    return {
      holds,
      seen: `Shells of the base: ${shells.join(", ") || "none"}. Your brief asks for: ${rule}.`,
    };
  }
  const ran = await startOf(bench, aloneOn(other.reference, name, brief));
  return {
    holds: outcomeOf(ran) === because,
    seen: `The program was put there and started. ${describeRun(ran)}`,
  };
}
// #endregion

const hasNode = (base: Base): boolean => nodeBytes(base) > 0;

/** Bytes of Node's own program in a base; 0 where it has none. */
function nodeBytes({ facts }: Base): number {
  const node = [...facts.files.values()].find(
    ({ path, type }) => type === "file" && path.endsWith("/bin/node"),
  );
  return node?.bytes ?? 0;
}
