import { isAsked, questionOf, QUESTIONS } from "./questions.ts";
import type { Question } from "./questions.ts";
import { BEHAVIOURS, NOTHING_SAID, PROGRAMS } from "./types.ts";
import type { NeedKey, Needs } from "./types.ts";

/** Names of the command's options, which are the names in a page's address, too. */
export const FLAGS: Readonly<Record<NeedKey, string>> = {
  program: "program",
  addon: "addon",
  tls: "tls",
  zones: "zones",
  tmp: "tmp",
  user: "user",
  shell: "shell",
  debug: "debug",
  packages: "packages",
  patches: "patches",
  glibc: "glibc",
  weigh: "weigh",
  maxUnpacked: "max-unpacked",
  maxCompressed: "max-compressed",
};

type Word = readonly [flag: string, value: string];

/** What was said beside what goes without saying; the program always. A yes has an empty value. */
function wordsOf(needs: Needs): Word[] {
  return QUESTIONS.flatMap((question): Word[] => {
    if (!isAsked(question, needs)) return [];
    const value = valueOf(question, needs);
    const silent = valueOf(question, NOTHING_SAID);
    return value === null || (value === silent && question.need !== "program")
      ? []
      : [[FLAGS[question.need], value]];
  });
}

function valueOf(question: Question, needs: Needs): string | null {
  switch (question.kind) {
    case "yes":
      return needs[question.need] ? "" : null;
    case "limit":
      return needs[question.need]?.toString() ?? null;
    case "many":
      return needs.glibc.length === 0 ? null : needs.glibc.join(",");
    case "one":
      return needs[question.need];
  }
}

/** The command that gives the answer to these needs. */
export function commandOf(needs: Needs): string {
  const words = wordsOf(needs).map(([flag, value]) => (value === "" ? `--${flag}` : `--${flag} ${value}`));
  return ["npx groundwork choose", ...words].join(" ");
}

/** The part of a page's address after `#` that leads to these needs. */
export function hashOf(needs: Needs): string {
  const words = wordsOf(needs).map(([flag, value]): [string, string] => [flag, value === "" ? "yes" : value]);
  // A comma means nothing in an address, and reads better than what stands for it.
  return new URLSearchParams(words).toString().replaceAll("%2C", ",");
}

/** The needs that an address speaks of; what can't be understood there counts as not said. Null when nothing was said. */
export function needsOfHash(hash: string): Needs | null {
  const said = new URLSearchParams(hash.replace(/^#/, ""));
  const program = PROGRAMS.find((each) => each === said.get("program"));
  if (program === undefined) return null;
  return QUESTIONS.reduce<Needs>(
    (needs, question) => withAnswer(needs, question, said.get(FLAGS[question.need])),
    { ...NOTHING_SAID, program },
  );
}

/**
 * These needs with one question answered; an answer that the question does not have leaves them as they were. A program
 * that loads no addon takes back what was said of one.
 */
export function withAnswer(needs: Needs, question: Question, text: string | null): Needs {
  const answered = text === null ? needs : answeredWith(needs, question, text);
  return isAsked(questionOf("addon"), answered) ? answered : { ...answered, addon: NOTHING_SAID.addon };
}

function answeredWith(needs: Needs, question: Question, text: string): Needs {
  switch (question.kind) {
    case "yes":
      return { ...needs, [question.need]: text === "yes" };
    case "limit":
      return { ...needs, [question.need]: limitOf(text) };
    case "many":
      return { ...needs, glibc: BEHAVIOURS.filter((each) => text.split(",").includes(each)) };
    case "one":
      return question.options.some(({ value }) => value === text)
        ? { ...needs, [question.need]: text }
        : needs;
  }
}

function limitOf(text: string): number | null {
  const value = Number(text);
  return Number.isInteger(value) && value > 0 ? value : null;
}
