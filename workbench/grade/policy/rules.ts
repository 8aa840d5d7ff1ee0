/** A rule that an instruction breaks, and what a student is told. */
export interface Broken {
  readonly rule: Rule;
  readonly reason: string;
}

export type Rule =
  | "too-long"
  | "not-text"
  | "unreadable"
  | "syntax-line"
  | "escape-line"
  | "from-not-allowed"
  | "from-without-value"
  | "copy-from-not-allowed"
  | "mount-from-not-allowed"
  | "remote-add"
  | "add-unclear"
  | "secret-mount"
  | "ssh-mount"
  | "cache-mount"
  | "unknown-mount"
  | "run-network"
  | "run-security"
  | "run-flag"
  | "odd-flag";

export const MAX_DOCKERFILE_BYTES = 64 * 1024;

/** Why each rule is there, and what to write instead. Rules about references name the references in their own words. */
export const REASONS = {
  "too-long": `A Dockerfile may have ${MAX_DOCKERFILE_BYTES / 1024} KiB at most: a longer one keeps the builder busy before it builds anything. Shorten it.`,
  "not-text":
    "The file is no UTF-8 text, so no builder can read it. Save it as UTF-8 without NUL bytes, and hand it in again.",
  unreadable:
    "This file could not be read to its end as a Dockerfile, so nobody can say what it names. Write it without chains of nested instructions and without odd signs.",
  "syntax-line":
    "A syntax line has the builder fetch a program and run it in its own place. The grader has no network and uses the builder's own parser. Remove the line.",
  "escape-line":
    "This line gives another sign the meaning of the backslash. The grader reads Dockerfiles with the backslash only. Remove the line, and write \\ where you continue a line.",
  "remote-add":
    "ADD would fetch this over the network. The grader has none, and what an address serves can change after you handed in. Hand in the file itself where the lab names it, or make it in a RUN.",
  "add-unclear":
    "What this ADD takes can't be told before the build: it has variables, quotes or escapes in its source. Write the path plainly, or use COPY.",
  "secret-mount":
    "A secret mount reads what the one who builds has put there. The grader gives no secrets. Remove the mount.",
  "ssh-mount": "An ssh mount uses the keys of the one who builds. The grader gives none. Remove the mount.",
  "cache-mount":
    "A cache mount outlives the build, so one build could leave something for another. The grader builds each hand-in from nothing. Remove the mount; the RUN works without it.",
  "unknown-mount":
    "No builder of the grader knows this type of mount. Use type=bind from a stage, or type=tmpfs.",
  "run-network": "RUN may not take the host's network; the grader has none to give. Remove the flag.",
  "run-security": "RUN may not ask for more rights than a build has. Remove the flag.",
  "run-flag": "The grader takes --mount and --network=none on RUN, and nothing else. Remove the flag.",
  "odd-flag":
    "This flag has quotes, escapes or variables in it, so builders may read it in different ways. Write it plainly.",
} as const satisfies Partial<Record<Rule, string>>;

/** A rule broken whose reason is always the same. */
export function broken(rule: keyof typeof REASONS): Broken {
  return { rule, reason: REASONS[rule] };
}
