import type { BuildFailureKind } from "../types.ts";
import { locateLine, locateStep, locateText, type Place } from "./locate.ts";

/** What is known of a failed build before it is sorted. */
export interface RawFailure {
  readonly message: string;
  readonly exitCode: number | null;
  /** Name of the step that failed, or empty. */
  readonly step: string;
  readonly dockerfile: string;
}

type Rule = readonly [BuildFailureKind, RegExp];

/** How a message ends when the engine went away under a build. Stronger than an exit code: the engine killed the step. */
const ENGINE_WENT_AWAY: Rule = [
  "engine",
  /(?:context canceled|transport is closing|error reading from server: EOF|socket hang up|ECONNRESET|Cannot connect to the Docker daemon.*)$/i,
];

/** Texts of Docker 20.10 to 29 and of Podman; the first rule that matches names the kind. */
const RULES: readonly Rule[] = [
  ["limit", /no space left on device$|disk quota exceeded$/i],
  // These quote the Dockerfile's own words, so nothing further on may look for words in them.
  [
    "step",
    /(?:^|failed to solve: )(?:process "|executor failed running|The command '|(?:COPY|ADD) failed)|failed to calculate checksum|failed to compute cache key: (?:"|failed to walk)|building at STEP "(?!FROM)/,
  ],
  ["target", /target stage .* could not be found|failed to reach build target|target .* was not found in the provided/i],
  ["context", /cannot locate specified Dockerfile|unexpected EOF.*tar|failed to read dockerfile/i],
  [
    "base",
    /pull access denied|manifest unknown|manifest for .* not found|no such host|failed to resolve source metadata|failed to load metadata|load metadata for|failed to do request|dial tcp|repository does not exist|invalid from flag|no matching manifest|unauthorized|toomanyrequests|TLS handshake|Client\.Timeout|initializing source|did not resolve to an alias/i,
  ],
  [
    "parse",
    /dockerfile parse error|unknown instruction|file with no instructions|cannot be empty|No image was generated|no build stage in current context|circular dependency|cannot copy from stage|requires (at least|exactly|either|one)|unknown flag|invalid field|syntax error|failed to parse|invalid reference format|base name .* should not be blank/i,
  ],
  ["engine", /Cannot connect|EOF$|connection (refused|reset)/i],
];

/** Sorts a failed build and finds the Dockerfile line that it is about. Pure. */
export function classifyFailure(raw: RawFailure): {
  kind: BuildFailureKind;
  place: Place | null;
  exitCode: number | null;
} {
  const exitCode = raw.exitCode ?? exitCodeIn(raw.message);
  const kind = kindOf(raw, exitCode);
  return { kind, exitCode: kind === "step" ? exitCode : null, place: placeOf(kind, raw) };
}

function kindOf(raw: RawFailure, exitCode: number | null): BuildFailureKind {
  if (ENGINE_WENT_AWAY[1].test(raw.message)) return ENGINE_WENT_AWAY[0];
  // A RUN that printed "no such host" and exited is a failed step, whatever it printed.
  if (exitCode !== null) return "step";
  const rule = RULES.find(([, pattern]) => pattern.test(raw.message));
  if (rule) return rule[0];
  return /^Step \d+\/\d+ : FROM |\] FROM |load metadata/.test(raw.step) ? "base" : "step";
}

/** The last code in the message: an earlier one may stand in the command that it quotes. */
function exitCodeIn(message: string): number | null {
  const codes = message.matchAll(
    /exit code: (\d+)|returned a non-zero code: (\d+)|while running runtime: exit status (\d+)/g,
  );
  const last = [...codes].at(-1)?.slice(1).find(Boolean);
  return last === undefined ? null : Number(last);
}

function placeOf(kind: BuildFailureKind, { message, step, dockerfile }: RawFailure): Place | null {
  const named = /(?:parse error(?: on)? line |Dockerfile:)(\d+)/.exec(message)?.[1];
  if (named !== undefined) return locateLine(Number(named), dockerfile);
  if (kind === "target" || kind === "context") return null;
  const reference = kind === "base" || kind === "parse" ? referenceIn(`${step} ${message}`) : undefined;
  const found = reference === undefined ? null : locateText(reference, dockerfile);
  return found ?? locateStep(step || stepIn(message), dockerfile);
}

/** The reference that a message is about, as an author writes it: without the default registry and tag. */
function referenceIn(text: string): string | undefined {
  const found = /metadata for ([^\s]+?):?(?:\s|$)|^FROM (\S+)|stage name "([^"]+)"/.exec(text);
  const reference = found?.slice(1).find(Boolean);
  return reference?.replace(/^docker\.io\/(library\/)?/, "").replace(/:latest$/, "");
}

/** Podman names the step in its message only. */
function stepIn(message: string): string {
  return /building at STEP "([\s\S]*?)": /.exec(message)?.[1] ?? "";
}
