import type { Reason } from "../answer.ts";
import type { Behaviour } from "../types.ts";
import { factOf, reason } from "./rule.ts";
import type { Question, Rule } from "./rule.ts";

const WORDS: Readonly<Record<Behaviour, { has: string; lacks: string }>> = {
  locales: { has: "speaks a language as its locale says", lacks: "has no language but one" },
  iconv: { has: "turns é into e for //TRANSLIT", lacks: "can't turn characters into similar ones" },
  names: {
    has: "completes a dotted name by the search domain",
    lacks: "never completes a dotted name by the search domain",
  },
  stack: {
    has: "gives a thread a large stack",
    lacks: "gives a thread a stack that is too small for 200 KiB",
  },
};

const LOCALE_INSTALLED = 1;

/** The libc that the program talks to: the one that is linked in, the one that it asks for, or the base's. */
function libcOf({ needs, base, evidence }: Question): string {
  if (needs.program === "static") return "static";
  if (needs.program === "musl") return "musl";
  if (needs.program === "glibc" || needs.program === "glibc-cc" || needs.addon === "glibc") return "glibc";
  return String(factOf(evidence, "libc", base.id)?.value ?? "none");
}

/** What a program relies on that only glibc does, or does otherwise. */
export const behaviour: Rule = (question) => question.needs.glibc.map((each) => heldBy(question, each));

function heldBy(question: Question, each: Behaviour): Reason {
  const { evidence } = question;
  const libc = libcOf(question);
  const fact = factOf(evidence, each, libc);
  const who = libc === "static" ? "a statically linked program" : libc;
  const { has, lacks } = WORDS[each];
  if (fact === null)
    return reason(evidence, "glibc", "untold", [], {
      says: `no recording says what ${each} does with ${libc === "none" ? "no libc in the base" : who}`,
    });
  if (fact.value === true) return reason(evidence, "glibc", "yes", [[each, fact]], { says: `${who} ${has}` });
  if (each === "locales" && libc === "glibc") return installed(question);
  return reason(evidence, "glibc", "no", [[each, fact]], { says: `${who} ${lacks}` });
}

/** glibc refuses a language of which it has no data, and takes it once the data are installed. */
function installed({ base, evidence }: Question): Reason {
  const manager = factOf(evidence, "manager", base.id);
  const refused = factOf(evidence, "locales", "glibc");
  const way = factOf(evidence, "add.locales", "any");
  if (manager?.value !== true || way?.value !== true)
    return reason(
      evidence,
      "glibc",
      "untold",
      [
        ["locales", refused],
        ["manager", manager],
      ],
      {
        says: "glibc refuses a language that is not installed, and nobody has recorded one here, where no package manager is",
      },
    );
  return reason(
    evidence,
    "glibc",
    "add",
    [
      ["locales", refused],
      ["add.locales", way],
    ],
    {
      says: "glibc refuses a language that is not installed, and speaks it once it is",
      lines: [
        "RUN apt-get update && apt-get install --no-install-recommends -y locales \\",
        " && localedef -i de_DE -f UTF-8 de_DE.UTF-8 && rm -rf /var/lib/apt/lists/*",
        "ENV LANG=de_DE.UTF-8",
      ],
      weight: LOCALE_INSTALLED,
    },
  );
}
