import type { Readable, Writable } from "node:stream";
import { confirm, intro, isCancel, multiselect, select, text } from "@clack/prompts";
import { withAnswer } from "../../choose/flags.ts";
import { isAsked, QUESTIONS } from "../../choose/questions.ts";
import type { Question } from "../../choose/questions.ts";
import type { Needs } from "../../choose/types.ts";

export interface Terminal {
  readonly input: Readable;
  readonly output: Writable;
  readonly signal?: AbortSignal;
}

/** Asks every question in turn, with what was said already as the answer to begin with. Null when somebody stopped. */
export async function askNeeds(said: Needs, terminal: Terminal): Promise<Needs | null> {
  intro("What does your program need of its base? Arrows choose, Enter goes on, Ctrl-C stops.", terminal);
  let needs = said;
  for (const question of QUESTIONS) {
    if (!isAsked(question, needs)) continue;
    const answer = await ask(question, needs, terminal);
    if (typeof answer === "symbol") return null;
    needs = withAnswer(needs, question, answer);
  }
  return needs;
}

/** The answer as the page's address would hold it; a symbol when it was stopped. */
async function ask(question: Question, needs: Needs, terminal: Terminal): Promise<string | symbol> {
  const message = question.ask;
  switch (question.kind) {
    case "yes": {
      const yes = await confirm({ ...terminal, message, initialValue: needs[question.need] });
      return isCancel(yes) ? yes : yes ? "yes" : "no";
    }
    case "one":
      return select({
        ...terminal,
        message,
        options: [...question.options],
        initialValue: needs[question.need],
      });
    case "many": {
      const options = { ...terminal, message: `${message} Space marks; none is fine.`, required: false };
      const chosen = await multiselect({
        ...options,
        options: [...question.options],
        initialValues: [...needs.glibc],
      });
      return isCancel(chosen) ? chosen : chosen.join(",");
    }
    case "limit": {
      const initialValue = needs[question.need]?.toString() ?? "";
      const typed = await text({
        ...terminal,
        message,
        placeholder: "no limit",
        initialValue,
        validate: wholeOrNothing,
      });
      return typed;
    }
  }
}

function wholeOrNothing(typed: string | undefined): string | undefined {
  return typed === undefined || typed === "" || (/^\d+$/.test(typed) && Number(typed) > 0)
    ? undefined
    : "A whole number above 0, or nothing for no limit.";
}
