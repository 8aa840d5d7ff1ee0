import { isDeepStrictEqual } from "node:util";
import type { Observation, Recording } from "./schema.ts";

/** One thing that a new run saw differently. */
export interface Difference {
  readonly key: string;
  readonly field: string;
  readonly was: string;
  readonly is: string;
}

export interface Comparison {
  readonly differences: readonly Difference[];
  /** What could not be compared, and why: newer packages, another engine. */
  readonly notes: readonly string[];
}

/** How much of two recordings must agree, from what they were recorded on. */
interface Ground {
  /** Bases and programs are the same bytes: sizes, layers and outputs must be equal. */
  readonly sameBytes: boolean;
  /** The engine is the same version: its own texts must be equal. */
  readonly sameEngine: boolean;
}

/**
 * Compares a committed recording with a new one. What a program does must always be the same; sizes and outputs only on
 * the same bases; the engine's wording only on the same engine. Digests of layers built here differ by design. Pure.
 */
export function compareRecordings(committed: Recording, fresh: Recording): Comparison {
  const notes = groundNotes(committed, fresh);
  const ground = {
    sameBytes: !notes.some((note) => note.startsWith("base") || note.startsWith("program")),
    sameEngine: !notes.some((note) => note.startsWith("engine")),
  };
  const keys = [
    ...new Set([...Object.keys(committed.observations), ...Object.keys(fresh.observations)]),
  ].sort();
  const differences = keys.flatMap((key) =>
    compareObservation(key, committed.observations[key], fresh.observations[key], ground),
  );
  return { differences, notes };
}

function groundNotes(committed: Recording, fresh: Recording): string[] {
  const notes: string[] = [];
  const was = committed.provenance;
  const is = fresh.provenance;
  if (was.platform !== is.platform)
    notes.push(`base platform: recorded on ${was.platform}, here it is ${is.platform}`);
  for (const base of was.bases) {
    const now = is.bases.find((each) => each.id === base.id);
    if (now?.digest !== base.digest)
      notes.push(
        `base ${base.id}: recorded on ${short(base.digest)} (${base.origin}), here it is ${short(now?.digest)} (${now?.origin ?? "absent"})`,
      );
  }
  for (const program of was.programs) {
    const now = is.programs.find((each) => each.id === program.id);
    if (now?.integrity !== program.integrity)
      notes.push(
        `program ${program.id}: recorded with ${program.version}, here it is ${now?.version ?? "absent"}`,
      );
  }
  for (const field of ["product", "version", "builder"] as const) {
    if (was.engine[field] !== is.engine[field])
      notes.push(`engine ${field}: recorded on ${was.engine[field]}, here it is ${is.engine[field]}`);
  }
  return notes;
}

function short(digest: string | undefined): string {
  return digest === undefined || digest === "" ? "nothing" : digest.slice(0, 19);
}

function compareObservation(
  key: string,
  was: Observation | undefined,
  is: Observation | undefined,
  ground: Ground,
): Difference[] {
  if (!was || !is)
    return [{ key, field: "observation", was: was ? "recorded" : "absent", is: is ? "observed" : "absent" }];
  const before = comparable(was, ground);
  const after = comparable(is, ground);
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => !isDeepStrictEqual(before[field], after[field]))
    .map((field) => ({ key, field, was: text(before[field]), is: text(after[field]) }));
}

/** The part of an observation that must be the same on this ground. */
function comparable(seen: Observation, { sameBytes, sameEngine }: Ground): Record<string, unknown> {
  const exact = sameBytes && sameEngine;
  switch (seen.kind) {
    case "run": {
      const { kind, started, oomKilled, timedOut, command } = seen;
      const outcome = { kind, started, oomKilled, timedOut, command, works: seen.exitCode === 0 };
      if (!exact) return outcome;
      const { exitCode, engineError, stdout, stderr } = seen;
      return seen.steady
        ? { ...outcome, exitCode, engineError, stdout, stderr }
        : { ...outcome, exitCode, engineError };
    }
    case "build": {
      const { kind, ok, dockerfile, failure } = seen;
      return exact
        ? { kind, ok, dockerfile, failure }
        : { kind, ok, dockerfile, failure: failure?.kind, line: failure?.line };
    }
    case "image": {
      const { kind, libc, loaders, shell, fileCount } = seen;
      const layers = seen.layers.map(({ unpackedBytes, fromBase }) => ({ unpackedBytes, fromBase }));
      const counted = sameBytes && seen.steady !== false;
      return counted ? { kind, libc, loaders, shell, fileCount, layers } : { kind, libc, loaders };
    }
    case "config":
      return sameBytes ? { ...seen } : { kind: seen.kind, entrypoint: seen.entrypoint, cmd: seen.cmd };
    case "start":
      return sameBytes ? { ...seen } : { kind: seen.kind, outcome: seen.outcome, stage: seen.stage };
    case "figure":
      return seen.stable && sameBytes ? { ...seen } : { kind: seen.kind, unit: seen.unit };
    case "transfer": {
      const { kind, direction, command, layers } = seen;
      const moved = layers.map(({ transferred }) => transferred);
      return exact ? { ...seen } : { kind, direction, command, moved };
    }
    case "surface": {
      const { kind, isRoot, shells } = seen;
      return sameBytes ? { ...seen } : { kind, isRoot, shells };
    }
    case "base": {
      const { kind, libc, loaders, shells, isRoot } = seen;
      // Another zlib packs the same bytes into another number.
      return sameBytes ? { ...seen, compressedBytes: 0 } : { kind, libc, loaders, shells, isRoot };
    }
    case "elf":
      return sameBytes ? { ...seen } : { kind: seen.kind, linkage: seen.linkage };
    case "matrix":
      return { kind: seen.kind, cells: seen.cells };
  }
}

function text(value: unknown): string {
  return typeof value === "string" ? value : (JSON.stringify(value) ?? "absent");
}
