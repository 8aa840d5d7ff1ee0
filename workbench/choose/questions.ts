import type { NeedKey, Needs } from "./types.ts";

export interface Option {
  readonly value: string;
  readonly label: string;
}

interface Asked<K extends NeedKey> {
  readonly need: K;
  readonly ask: string;
  /** The need in a few words, for a list of reasons. */
  readonly name: string;
}

export interface OneQuestion extends Asked<
  "program" | "addon" | "user" | "shell" | "debug" | "packages" | "patches" | "weigh"
> {
  readonly kind: "one";
  readonly options: readonly Option[];
}
export interface YesQuestion extends Asked<"tls" | "zones" | "tmp"> {
  readonly kind: "yes";
}
export interface ManyQuestion extends Asked<"glibc"> {
  readonly kind: "many";
  readonly options: readonly Option[];
}
export interface LimitQuestion extends Asked<"maxUnpacked" | "maxCompressed"> {
  readonly kind: "limit";
}
export type Question = OneQuestion | YesQuestion | ManyQuestion | LimitQuestion;

const PROGRAM: OneQuestion = {
  kind: "one",
  need: "program",
  name: "program",
  ask: "What is the program?",
  options: [
    { value: "static", label: "linked statically: it needs no loader" },
    { value: "glibc", label: "dynamic, for glibc, and it needs no more than glibc's own libraries" },
    { value: "glibc-cc", label: "dynamic, for glibc, and it needs libgcc_s or libstdc++ too (C++, Rust)" },
    { value: "musl", label: "dynamic, for musl" },
    { value: "node", label: "JavaScript, run by Node" },
    { value: "script", label: "a shell script" },
    { value: "unknown", label: "I don't know" },
  ],
};

const ADDON: OneQuestion = {
  kind: "one",
  need: "addon",
  name: "native addon",
  ask: "Does it load a native addon?",
  options: [
    { value: "none", label: "none that I know of" },
    { value: "glibc", label: "one built for glibc" },
    { value: "musl", label: "one built for musl" },
  ],
};

const USER: OneQuestion = {
  kind: "one",
  need: "user",
  name: "user",
  ask: "Who runs it?",
  options: [
    { value: "any", label: "anybody" },
    { value: "nonroot", label: "not root" },
    { value: "name", label: "a user whose name it looks up" },
  ],
};

const SHELL: OneQuestion = {
  kind: "one",
  need: "shell",
  name: "shell",
  ask: "Does anything need a shell while it runs (an entrypoint script, a health check)?",
  options: [
    { value: "no", label: "no" },
    { value: "sh", label: "yes, sh will do" },
    { value: "bash", label: "yes, and it must be bash" },
  ],
};

const DEBUG: OneQuestion = {
  kind: "one",
  need: "debug",
  name: "debugging",
  ask: "How do you look inside when it misbehaves?",
  options: [
    { value: "beside", label: "from a container beside it" },
    { value: "inside", label: "with a shell inside" },
  ],
};

const PACKAGES: OneQuestion = {
  kind: "one",
  need: "packages",
  name: "packages",
  ask: "Do you install packages of the distribution?",
  options: [
    { value: "no", label: "no" },
    { value: "build", label: "yes, while it is built" },
    { value: "run", label: "yes, while it runs" },
  ],
};

const PATCHES: OneQuestion = {
  kind: "one",
  need: "patches",
  name: "patches",
  ask: "Who mends what lies under the program?",
  options: [
    { value: "any", label: "that is not decided" },
    { value: "distribution", label: "a distribution, and a scanner must find its packages" },
    { value: "pin", label: "we pin the base, and a bot raises the digest" },
  ],
};

const WEIGH: OneQuestion = {
  kind: "one",
  need: "weigh",
  name: "size",
  ask: "Which size decides between bases that fit?",
  options: [
    { value: "unpacked", label: "unpacked: what lies on the disk" },
    { value: "compressed", label: "compressed: what travels" },
  ],
};

const GLIBC: ManyQuestion = {
  kind: "many",
  need: "glibc",
  name: "behaviour of glibc",
  ask: "Which behaviour of glibc does it rely on?",
  options: [
    { value: "locales", label: "numbers and texts in a language's own way (locales)" },
    { value: "iconv", label: "character sets turned into others (iconv with //TRANSLIT)" },
    { value: "names", label: "names completed by a search domain (DNS)" },
    { value: "stack", label: "threads with a large stack" },
  ],
};

/** All questions, in the order in which they are asked: the form, the prompts and the flags are made of them. */
export const QUESTIONS: readonly Question[] = [
  PROGRAM,
  ADDON,
  { kind: "yes", need: "tls", name: "TLS", ask: "Does it make TLS connections to others?" },
  { kind: "yes", need: "zones", name: "time zones", ask: "Does it use time zones other than UTC?" },
  { kind: "yes", need: "tmp", name: "/tmp", ask: "Does it write temporary files?" },
  USER,
  SHELL,
  DEBUG,
  PACKAGES,
  PATCHES,
  GLIBC,
  WEIGH,
  {
    kind: "limit",
    need: "maxUnpacked",
    name: "unpacked size",
    ask: "How large may the base be unpacked, in MB?",
  },
  {
    kind: "limit",
    need: "maxCompressed",
    name: "compressed size",
    ask: "How large may the base be compressed, in MB?",
  },
];

const LOADS_ADDONS = ["node", "glibc", "glibc-cc", "musl"];

/** Whether a question has more than one answer, after what else was said: what is linked statically loads no addon. */
export function isAsked(question: Question, needs: Needs): boolean {
  return question.need !== "addon" || LOADS_ADDONS.includes(needs.program);
}

/** The question of a need. */
export function questionOf(need: NeedKey): Question {
  const found = QUESTIONS.find((question) => question.need === need);
  if (found === undefined) throw new Error(`nobody asks about "${need}"`);
  return found;
}

/** What was answered to a question, in words; null where the answer asks nothing of a base. */
export function saidOf(question: Question, needs: Needs): string | null {
  if (question.kind === "yes") return needs[question.need] ? question.name : null;
  if (question.kind === "limit") {
    const limit = needs[question.need];
    return limit === null
      ? null
      : `at most ${limit} MB ${question.need === "maxUnpacked" ? "unpacked" : "compressed"}`;
  }
  const given: readonly string[] = question.kind === "many" ? needs.glibc : [needs[question.need]];
  const labels = question.options.filter(({ value }) => given.includes(value)).map(({ label }) => label);
  return labels.length === 0 ? null : `${question.name}: ${labels.join("; ")}`;
}
