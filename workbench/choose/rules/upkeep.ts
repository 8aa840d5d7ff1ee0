import type { Reason } from "../answer.ts";
import { absenceTells, factOf, reason } from "./rule.ts";
import type { Question, Rule } from "./rule.ts";

/** Who mends what lies under the program. */
export const patches: Rule = (question) => {
  const { needs, base, evidence } = question;
  if (needs.patches === "any") return [];
  if (needs.patches === "distribution") return [listed(question)];
  const pin = factOf(evidence, "pin", "any");
  return [
    reason(evidence, "patches", "yes", [["pin", pin]], {
      says:
        base.digest === ""
          ? "there is nothing to pin: all that can get old is what you put in"
          : "a pinned digest stays what it is, so a bot must raise it: pin the digest of your registry, not ours",
    }),
  ];
};

/** A distribution mends by packages, and a scanner knows of a fix only what a list of packages tells it. */
function listed({ base, evidence }: Question): Reason {
  const fact = factOf(evidence, "listed", base.id);
  const facts: Parameters<typeof reason>[3] = [["listed", fact]];
  if (typeof fact?.value === "number" && fact.value > 0) {
    const dates = base.dates === null ? "" : `; ${base.dates.release} gets fixes until ${base.dates.until}`;
    const says = `a distribution's packages are in it, in a list that a scanner reads${dates}`;
    return { ...reason(evidence, "patches", "yes", facts, { says }), published: base.dates };
  }
  return fact === null || !absenceTells(base)
    ? reason(evidence, "patches", "untold", facts, {
        says: "what was recorded is a stand-in without a list of packages, which says nothing about its namesake",
      })
    : reason(evidence, "patches", "no", facts, {
        says: "no list of packages is in it: a scanner finds nothing to mend",
      });
}

const MB = 1_000_000;

/** The base alone must not be larger than a limit, in MB. A stand-in's size is its own. */
export const limits: Rule = ({ needs, base, evidence }) =>
  (
    [
      ["maxUnpacked", "unpacked"],
      ["maxCompressed", "compressed"],
    ] as const
  ).flatMap(([need, size]) => {
    const limit = needs[need];
    const fact = factOf(evidence, size, base.id);
    if (limit === null) return [];
    if (typeof fact?.value !== "number")
      return [reason(evidence, need, "untold", [], { says: `nobody has recorded how large it is ${size}` })];
    if (!absenceTells(base))
      return [
        reason(evidence, need, "untold", [[size, fact]], {
          says: `the stand-in has ${inUnits(fact.value)} ${size}, which says nothing about its namesake`,
        }),
      ];
    const fits = fact.value <= limit * MB;
    const says = `${inUnits(fact.value)} ${size}, ${fits ? "within" : "above"} ${limit} MB`;
    return [reason(evidence, need, fits ? "yes" : "no", [[size, fact]], { says })];
  });

const UNITS = ["B", "kB", "MB", "GB"];

/** Bytes in decimal units with three digits that count: `80.4 MB`. */
export function inUnits(bytes: number): string {
  const step = bytes === 0 ? 0 : Math.min(UNITS.length - 1, Math.floor(Math.log10(bytes) / 3));
  return `${Number((bytes / 1000 ** step).toPrecision(3))} ${UNITS[step]}`;
}

/** What a base weighs and brings, asked for or not: the price of the answer. */
export const costs: Rule = ({ base, evidence }) => {
  const told = (name: string, words: (value: unknown, seen: string) => string): Reason[] => {
    const fact = factOf(evidence, name, base.id);
    return fact === null
      ? []
      : [reason(evidence, "weigh", "yes", [[name, fact]], { says: words(fact.value, fact.words) })];
  };
  const size = (value: unknown, seen: string): string => `${inUnits(Number(value))} ${seen}`;
  return [
    ...told("unpacked", size),
    ...told("compressed", size),
    ...["listed", "setuid", "shells"].flatMap((name) => told(name, (_, seen) => seen)),
    ...told("root", (value, seen) =>
      value === true ? `runs as root: ${seen}` : `does not run as root: ${seen}`,
    ),
  ];
};
