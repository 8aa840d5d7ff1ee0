import type { Reason } from "../answer.ts";
import type { NeedKey } from "../types.ts";
import { absenceTells, factOf, reason } from "./rule.ts";
import type { Question, Rule } from "./rule.ts";

const COPIED_FROM_STAGE = 2;

function shellFor(
  { base, evidence }: Question,
  need: NeedKey,
  name: "shell" | "bash",
  instead: string,
): Reason {
  const fact = factOf(evidence, name, base.id);
  const what = name === "bash" ? "bash" : "a shell";
  const aside = factOf(evidence, instead, "any");
  if (fact === null)
    return reason(evidence, need, "untold", [], { says: `nobody has asked this base for ${what}` });
  if (fact.value === true) return reason(evidence, need, "yes", [[name, fact]], { says: `it has ${what}` });
  const other =
    instead === "probe"
      ? "; a health check needs none when the program probes itself"
      : "; a container beside it sees its files without one";
  return reason(
    evidence,
    need,
    "no",
    [
      [name, fact],
      [instead, aside],
    ],
    { says: `it has no ${what.replace("a ", "")}${other}` },
  );
}

/** A shell that is needed while the program runs. */
export const shell: Rule = (question) =>
  question.needs.shell === "no"
    ? []
    : [shellFor(question, "shell", question.needs.shell === "bash" ? "bash" : "shell", "probe")];

/** Looking inside: with a shell of its own, or from a container beside it, which works on any base. */
export const debug: Rule = (question) => {
  const { needs, base, evidence } = question;
  if (needs.debug === "inside") return [shellFor(question, "debug", "shell", "beside")];
  const shells = factOf(evidence, "shells", base.id);
  if (shells?.value !== 0) return [];
  return [
    reason(evidence, "debug", "yes", [["beside", factOf(evidence, "beside", "any")]], {
      says: "it has no shell: a container beside it sees its files and its processes",
    }),
  ];
};

/** Packages of the distribution, installed while it is built or while it runs. */
export const packages: Rule = ({ needs, base, evidence }) => {
  if (needs.packages === "no") return [];
  const fact = factOf(evidence, "manager", base.id);
  if (fact?.value === true)
    return [reason(evidence, "packages", "yes", [["manager", fact]], { says: "it has a package manager" })];
  if (fact === null || !absenceTells(base))
    return [
      reason(evidence, "packages", "untold", [["manager", fact]], {
        says: "what was recorded is a stand-in without a package manager, which says nothing about its namesake",
      }),
    ];
  if (needs.packages === "run")
    return [reason(evidence, "packages", "no", [["manager", fact]], { says: "it has no package manager" })];
  const way = factOf(evidence, "add.files", "any");
  return [
    reason(
      evidence,
      "packages",
      "add",
      [
        ["manager", fact],
        ["add.files", way],
      ],
      {
        says: "it has no package manager: install in an earlier stage, and copy exactly what the program needs",
        lines: [
          "# what the packages installed in the stage build, and no more",
          "COPY --from=build /files/ /",
        ],
        weight: COPIED_FROM_STAGE,
      },
    ),
  ];
};
