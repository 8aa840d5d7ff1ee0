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

/** Texts of Docker 20.10 to 29 and of Podman; the first rule that matches names the kind. */
const RULES: readonly (readonly [BuildFailureKind, RegExp])[] = [
  ["limit", /no space left on device|disk quota exceeded/i],
  ["target", /target stage .* could not be found|failed to reach build target|no stage .* found/i],
  [
    "context",
    /cannot locate specified Dockerfile|forbidden path outside the build context|unexpected EOF.*tar|failed to read dockerfile/i,
  ],
  [
    "parse",
    /dockerfile parse error|unknown instruction|file with no instructions|cannot be empty|No image was generated|no build stage in current context|circular dependency|requires (at least|exactly|either|one)|unknown flag|invalid field|Unexpected|failed to parse|invalid reference format|base name .* should not be blank/i,
  ],
  [
    "base",
    /pull access denied|manifest unknown|manifest for .* not found|no such host|failed to resolve source metadata|failed to load metadata|load metadata for|failed to do request|dial tcp|repository does not exist|invalid from flag|no matching manifest|unauthorized|toomanyrequests|TLS handshake/i,
  ],
  ["engine", /Cannot connect|transport is closing|EOF$|connection (refused|reset)|context canceled|socket hang up/i],
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
  // A RUN that printed "no such host" and exited is a failed step, whatever it printed.
  if (exitCode !== null && !/no space left on device/i.test(raw.message)) return "step";
  const rule = RULES.find(([, pattern]) => pattern.test(raw.message));
  if (rule) return rule[0];
  return /^Step \d+\/\d+ : FROM |\] FROM |load metadata/.test(raw.step) ? "base" : "step";
}

function exitCodeIn(message: string): number | null {
  const code = /(?:exit code: |returned a non-zero code: )(\d+)/.exec(message)?.[1];
  return code === undefined ? null : Number(code);
}

function placeOf(kind: BuildFailureKind, raw: RawFailure): Place | null {
  const named = /(?:parse error(?: on)? line |Dockerfile:)(\d+)/.exec(raw.message)?.[1];
  if (named !== undefined) return locateLine(Number(named), raw.dockerfile);
  if (kind === "parse" || kind === "target" || kind === "context") return null;
  if (kind === "base") {
    const reference = /load metadata for (\S+)/.exec(`${raw.step} ${raw.message}`)?.[1];
    const short = reference?.replace(/^docker\.io\/(library\/)?/, "").replace(/:latest$/, "");
    const found = short === undefined ? null : locateText(short, raw.dockerfile);
    if (found) return found;
  }
  return locateStep(raw.step, raw.dockerfile);
}
