/**
 * What the chooser is asked and what it answers. Plain types: the page loads this room without zod, and
 * `schema.ts` holds the same shapes for what comes from outside.
 */

export const PROGRAMS = ["static", "glibc", "glibc-cc", "musl", "node", "script", "unknown"] as const;
export type Program = (typeof PROGRAMS)[number];

export const BEHAVIOURS = ["locales", "iconv", "names", "stack"] as const;
export type Behaviour = (typeof BEHAVIOURS)[number];

/** What somebody needs of a base. Sizes are limits for the base alone, in MB of 1,000,000 bytes. */
export interface Needs {
  readonly program: Program;
  readonly addon: "none" | "glibc" | "musl";
  readonly tls: boolean;
  readonly zones: boolean;
  readonly tmp: boolean;
  readonly user: "any" | "nonroot" | "name";
  readonly shell: "no" | "sh" | "bash";
  readonly debug: "beside" | "inside";
  readonly packages: "no" | "build" | "run";
  readonly patches: "any" | "distribution" | "pin";
  readonly glibc: readonly Behaviour[];
  readonly weigh: "unpacked" | "compressed";
  readonly maxUnpacked: number | null;
  readonly maxCompressed: number | null;
}
export type NeedKey = keyof Needs;

export const NEED_KEYS = [
  "program",
  "addon",
  "tls",
  "zones",
  "tmp",
  "user",
  "shell",
  "debug",
  "packages",
  "patches",
  "glibc",
  "weigh",
  "maxUnpacked",
  "maxCompressed",
] as const satisfies readonly NeedKey[];

/** The needs of which nobody has said anything yet. */
export const NOTHING_SAID: Needs = {
  program: "unknown",
  addon: "none",
  tls: false,
  zones: false,
  tmp: false,
  user: "any",
  shell: "no",
  debug: "beside",
  packages: "no",
  patches: "any",
  glibc: [],
  weigh: "unpacked",
  maxUnpacked: null,
  maxCompressed: null,
};

export type FactValue = boolean | number | string | null;

/** One thing that was recorded, and where a reader can see it. */
export interface Fact {
  readonly value: FactValue;
  /** The recorded value in words, as it was seen. */
  readonly words: string;
  /** `EXPERIMENT/KEY` of the observation. */
  readonly of: string;
  /** `PAGE#ANCHOR` of the section that shows or explains it. */
  readonly place: string;
  /** Id of the base that it was seen on; null where none of the catalogue was under it. */
  readonly base: string | null;
}

export interface RecordedBase {
  readonly reference: string;
  readonly origin: "registry" | "packages" | "stand-in" | "engine";
  readonly digest: string;
}

/** What of one recording its observations share. */
export interface RecordingSource {
  readonly recordedAt: string;
  readonly platform: string;
  readonly bases: Readonly<Record<string, RecordedBase>>;
}

/** Until when a base's release gets fixes, as published. */
export interface Dates {
  readonly release: string;
  readonly until: string;
  readonly longTermUntil: string | null;
  readonly source: string;
  readonly asOf: string;
}

export interface Candidate extends RecordedBase {
  readonly id: string;
  /** Where a stand-in or a base built here differs from the image of that name. */
  readonly note: string | null;
  readonly dates: Dates | null;
}

/** Everything that the rules may know: by name of the fact, then by what it is about (a base, a libc, or `any`). */
export interface Evidence {
  readonly recordings: Readonly<Record<string, RecordingSource>>;
  readonly bases: readonly Candidate[];
  readonly facts: Readonly<Record<string, Readonly<Record<string, Fact>>>>;
}
