/**
 * Which observation is evidence of what, and which section shows or explains it. No value of a base stands here: it is
 * taken from the recording.
 */

/** One run: true when it started and ended with 0, or, where `prints` is given, when it printed that text. */
export interface RunSource {
  readonly fact: string;
  /** A base's id, a libc, or `any`. */
  readonly about: string;
  readonly of: string;
  readonly place: string;
  readonly prints?: string;
  /** Part of the line to quote, where it is another one. */
  readonly tells?: string;
}

/** One column of a matrix whose rows are bases. */
export interface ColumnSource {
  readonly fact: string;
  readonly of: string;
  readonly column: string;
}

const MATRIX = "11-choosing/matrix";
const NEEDS = "11-choosing/needs";

/** The section of each matrix. */
export const MATRIX_PLACES: Readonly<Record<string, string>> = {
  [MATRIX]: "11-choosing#matrix",
  [NEEDS]: "11-choosing#needs",
};

/** The experiment that has looked at every base, as `base-ID`. */
export const BASES = { experiment: "11-choosing", place: "11-choosing#bases" } as const;

/** Bases that are no ground for a program, and why. */
export const NO_GROUND: Readonly<Record<string, string>> = {
  toolchain: "it is for build stages",
  debs: "it holds packages to copy from",
  registry: "it brings a service of its own",
  "distroless-static-debug": "its shell is for a look inside, not for shipping",
};

export const COLUMNS: readonly ColumnSource[] = [
  { fact: "starts.static", of: MATRIX, column: "esbuild" },
  { fact: "starts.glibc", of: MATRIX, column: "sass" },
  { fact: "starts.glibc-cc", of: MATRIX, column: "biome" },
  { fact: "starts.musl", of: MATRIX, column: "sass-musl" },
  { fact: "copied.node", of: MATRIX, column: "node" },
  { fact: "addon.glibc", of: MATRIX, column: "rollup-glibc" },
  { fact: "addon.musl", of: MATRIX, column: "rollup-musl" },
  { fact: "shell", of: NEEDS, column: "a shell" },
  { fact: "name", of: NEEDS, column: "the user nobody" },
  { fact: "zones", of: NEEDS, column: "time zones" },
  { fact: "tmp", of: NEEDS, column: "/tmp for anybody" },
  { fact: "trust", of: NEEDS, column: "trust in the web" },
];

export const RUNS: readonly RunSource[] = [
  // What brings Node itself.
  {
    fact: "brings.node",
    about: "node-slim",
    of: "07-specialised/slim-app",
    place: "07-specialised-bases#entrypoint",
  },
  {
    fact: "brings.node",
    about: "distroless-nodejs",
    of: "07-specialised/distroless-app",
    place: "07-specialised-bases#entrypoint",
  },
  {
    fact: "brings.node",
    about: "node",
    of: "07-specialised/full-trust",
    place: "07-specialised-bases#trust",
  },
  // Whom Node trusts by itself, brought by the base or copied.
  {
    fact: "trust.node",
    about: "node-slim",
    of: "07-specialised/slim-trust",
    place: "07-specialised-bases#trust",
  },
  { fact: "trust.node", about: "node", of: "07-specialised/full-trust", place: "07-specialised-bases#trust" },
  {
    fact: "trust.node",
    about: "any",
    of: "07-specialised/distroless-trust",
    place: "07-specialised-bases#trust",
  },
  // Which addon loads into a program that is no Node.
  {
    fact: "addon.glibc",
    about: "a program for glibc",
    of: "05-alpine/glibc-addon-in-glibc",
    place: "05-alpine-and-musl#addons",
  },
  {
    fact: "addon.glibc",
    about: "a program for musl",
    of: "05-alpine/glibc-addon-in-musl",
    place: "05-alpine-and-musl#addons",
  },
  {
    fact: "addon.musl",
    about: "a program for glibc",
    of: "05-alpine/musl-addon-in-glibc",
    place: "05-alpine-and-musl#addons",
  },
  {
    fact: "addon.musl",
    about: "a program for musl",
    of: "05-alpine/musl-addon-in-musl",
    place: "05-alpine-and-musl#addons",
  },
  // What can be added, seen to work.
  { fact: "add.trust", about: "any", of: "03-scratch/https-bundle", place: "03-from-scratch#trust" },
  { fact: "add.zones", about: "any", of: "03-scratch/clock-zones", place: "03-from-scratch#time" },
  { fact: "add.tmp", about: "any", of: "03-scratch/notes-tmpfs", place: "03-from-scratch#write" },
  { fact: "add.number", about: "any", of: "03-scratch/who-both", place: "03-from-scratch#users" },
  {
    fact: "add.name",
    about: "any",
    of: "06-distroless/who-on-distroless-static",
    place: "06-distroless#static",
  },
  {
    fact: "add.files",
    about: "any",
    of: "08-stages/complete",
    place: "08-build-on-one-run-on-another#exact",
  },
  { fact: "add.loader", about: "scratch", of: "03-scratch/complete", place: "03-from-scratch#ladder" },
  {
    fact: "add.locales",
    about: "any",
    of: "04-glibc/german-slim",
    place: "04-glibc-distributions#missed",
    prints: "Donnerstag",
  },
  // What each libc does.
  {
    fact: "locales",
    about: "glibc",
    of: "05-alpine/locale-glibc",
    place: "05-alpine-and-musl#answers",
    prints: "prints 1,5",
    tells: "de_DE",
  },
  {
    fact: "locales",
    about: "musl",
    of: "05-alpine/locale-musl",
    place: "05-alpine-and-musl#answers",
    prints: "prints 1,5",
    tells: "de_DE",
  },
  {
    fact: "iconv",
    about: "glibc",
    of: "05-alpine/iconv-glibc",
    place: "05-alpine-and-musl#answers",
    prints: 'becomes "cafe"',
    tells: "TRANSLIT",
  },
  {
    fact: "iconv",
    about: "musl",
    of: "05-alpine/iconv-musl",
    place: "05-alpine-and-musl#answers",
    prints: 'becomes "cafe"',
    tells: "TRANSLIT",
  },
  {
    fact: "iconv",
    about: "static",
    of: "04-glibc/half-static",
    place: "04-glibc-distributions#static",
    prints: "437: can be read",
    tells: "437",
  },
  { fact: "names", about: "glibc", of: "05-alpine/names-dotted-glibc", place: "05-alpine-and-musl#names" },
  { fact: "names", about: "musl", of: "05-alpine/names-dotted-musl", place: "05-alpine-and-musl#names" },
  {
    fact: "stack",
    about: "glibc",
    of: "05-alpine/stack-glibc",
    place: "05-alpine-and-musl#stacks",
    tells: "used",
  },
  { fact: "stack", about: "musl", of: "05-alpine/stack-musl", place: "05-alpine-and-musl#stacks" },
  // How to live with a base.
  { fact: "probe", about: "any", of: "06-distroless/health-probe", place: "06-distroless#health" },
  { fact: "beside", about: "any", of: "06-distroless/beside-files", place: "06-distroless#debug" },
  { fact: "pin", about: "any", of: "09-current/pinned", place: "09-keeping-a-base-current#pin" },
];
