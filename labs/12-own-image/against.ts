import { describeRun } from "../../workbench/lab/kit/index.ts";
import type { Bench } from "../../workbench/lab/kit/index.ts";
import type { ChoiceAnswer } from "./answers.ts";
import { baseOf, type Base, type BaseFacts } from "./bases.ts";
import { shellRule, type Brief, type Name } from "./brief.ts";
import type { Choice } from "./reasons.ts";
import { aloneOn, outcomeOf, startOf } from "./starts.ts";
import { choiceOf } from "./why.ts";

interface Judged {
  readonly holds: boolean;
  readonly seen: string;
}

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
): Promise<Judged> {
  const { brief, name } = choice;
  if (because === "too-large") return tooLarge(bench, choice, other);
  if (because === "has-shell" || because === "no-shell") {
    const { shells } = await other.look();
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

/** Is the other base too large with what the learner adds to his, or with Node as well where his base brings it? */
async function tooLarge(bench: Bench, { brief, name, image, base }: Choice, other: Base): Promise<Judged> {
  const added = (await bench.look(image)).unpackedBytes - base.unpackedBytes;
  const { limit } = brief[name];
  let sum = other.unpackedBytes + added;
  // A large base need not be read: whether Node comes on top changes nothing then.
  if (name === "api" && sum <= limit && nodeBytes(await other.look()) === 0)
    sum += nodeBytes(await base.look());
  const seen = `With what your program needs on top, it would be ${sum} bytes unpacked. The limit is ${limit}.`;
  return { holds: sum > limit, seen };
}

/** Bytes of Node's own program in an image; 0 where it has none. */
function nodeBytes({ files }: BaseFacts): number {
  const node = [...files.values()].find(({ path, type }) => type === "file" && path.endsWith("/bin/node"));
  return node?.bytes ?? 0;
}
