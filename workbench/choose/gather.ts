import type { Observation, Recording } from "../record/schema.ts";
import { BASES, COLUMNS, MATRIX_PLACES, NO_GROUND, RUNS } from "./sources.ts";
import type { ColumnSource, RunSource } from "./sources.ts";
import type { Candidate, Dates, Evidence, Fact, FactValue, RecordingSource } from "./types.ts";

/** What is known of a base beside its recordings. */
export interface Known {
  /** Where the base differs from the image of its name; null when it does not. */
  note(id: string): string | null;
  /** Dates of the release that a base says it is, by its os-release and its name: `Debian GNU/Linux 13 (trixie)`. */
  dates(names: readonly string[]): Dates | null;
}

type Found = readonly [name: string, about: string, fact: Fact];

/** Takes the evidence out of the recordings. Pure; throws where the table of sources names what no recording holds. */
export function gather(recordings: readonly Recording[], known: Known): Evidence {
  const byId = new Map(recordings.map((recording) => [recording.experiment, recording]));
  const all = recordingOf(byId, BASES.experiment);
  const looked = looksAt(all);
  const found: Found[] = [
    ...looked.flatMap(({ id, base }) => factsOfBase(id, base)),
    ...COLUMNS.flatMap((source) => factsOfColumn(byId, source)),
    ...RUNS.map((source) => factOfRun(byId, source)),
  ];
  const facts: Record<string, Record<string, Fact>> = {};
  for (const [fact, about, value] of found) (facts[fact] ??= {})[about] = value;
  const used = new Set(found.map(([, , { of }]) => of.split("/")[0] ?? ""));
  return {
    recordings: Object.fromEntries(
      [...used].map((id) => [
        id,
        sourceOf(
          recordingOf(byId, id),
          looked.map((l) => l.id),
        ),
      ]),
    ),
    bases: looked.map(({ id, base }) => candidateOf(id, base, all, known)),
    facts,
  };
}

function recordingOf(byId: ReadonlyMap<string, Recording>, id: string): Recording {
  const recording = byId.get(id);
  if (recording === undefined)
    throw new Error(`recordings/${id}.json is missing; \`groundwork record ${id}\` writes it`);
  return recording;
}

function observationAt(byId: ReadonlyMap<string, Recording>, of: string): Observation {
  const [experiment = "", key = ""] = of.split("/");
  const observation = recordingOf(byId, experiment).observations[key];
  if (observation === undefined) throw new Error(`recordings/${experiment}.json has no observation "${key}"`);
  return observation;
}

type BaseSeen = Extract<Observation, { kind: "base" }>;

interface Looked {
  readonly id: string;
  readonly base: BaseSeen;
}

function looksAt(recording: Recording): Looked[] {
  return Object.entries(recording.observations).flatMap(([key, base]) => {
    const id = /^base-(.+)$/.exec(key)?.[1];
    return base.kind === "base" && id !== undefined && !(id in NO_GROUND) ? [{ id, base }] : [];
  });
}

function candidateOf(id: string, base: BaseSeen, recording: Recording, known: Known): Candidate {
  const resolved = recording.provenance.bases.find((each) => each.id === id);
  if (resolved === undefined)
    throw new Error(`recordings/${recording.experiment}.json does not say where "${id}" is from`);
  const { reference, origin, digest } = resolved;
  const names = [base.distribution ?? "", reference];
  return { id, reference, origin, digest, note: known.note(id), dates: known.dates(names) };
}

function sourceOf({ provenance }: Recording, ids: readonly string[]): RecordingSource {
  const bases = provenance.bases.filter(({ id }) => ids.includes(id));
  return {
    recordedAt: provenance.recordedAt,
    platform: provenance.platform,
    bases: Object.fromEntries(
      bases.map(({ id, reference, origin, digest }) => [id, { reference, origin, digest }]),
    ),
  };
}

function factsOfBase(id: string, base: BaseSeen): Found[] {
  const at = { of: `${BASES.experiment}/base-${id}`, place: BASES.place, base: id };
  const fact = (name: string, value: FactValue, words: string): Found => [name, id, { value, words, ...at }];
  const count = (number: number, one: string, many = `${one}s`): string =>
    `${number} ${number === 1 ? one : many}`;
  // scratch is no image: an image of one empty file was looked at in its place.
  const instead = base.image === id ? "" : ", with one empty file in it";
  return [
    fact("unpacked", base.unpackedBytes, `unpacked${instead}`),
    fact("compressed", base.compressedBytes, `compressed${instead}`),
    fact("listed", base.packages, `${count(base.packages, "package")} in its lists`),
    fact("setuid", base.setuid.length, count(base.setuid.length, "setuid file")),
    fact("shells", base.shells.length, base.shells.length === 0 ? "no shell" : base.shells.join(", ")),
    fact(
      "bash",
      base.shells.some((path) => path.endsWith("/bash")),
      base.shells.join(", ") || "no shell",
    ),
    fact("manager", base.packageManagers.length > 0, base.packageManagers.join(", ") || "no package manager"),
    fact("root", base.isRoot, base.user === "" ? "USER is not set" : `USER ${base.user}`),
    fact("libc", base.libc, base.libc === "none" ? "no libc" : base.libc),
  ];
}

function factsOfColumn(byId: ReadonlyMap<string, Recording>, source: ColumnSource): Found[] {
  const [experiment = ""] = source.of.split("/");
  const matrix = observationAt(byId, source.of);
  if (matrix.kind !== "matrix") throw new Error(`${source.of} is no matrix`);
  const cells = matrix.cells.filter(({ column }) => column === source.column);
  if (cells.length === 0) throw new Error(`${source.of} has no column "${source.column}"`);
  const place = MATRIX_PLACES[source.of] ?? "";
  return cells.map(({ row, works, run }) => {
    const of = `${experiment}/${run}`;
    return [
      source.fact,
      row,
      { value: works, words: wordsOf(observationAt(byId, of)), of, place, base: row },
    ];
  });
}

function factOfRun(
  byId: ReadonlyMap<string, Recording>,
  { fact, about, of, place, prints, tells }: RunSource,
): Found {
  const run = observationAt(byId, of);
  if (run.kind !== "run") throw new Error(`${of} is no run`);
  const value = prints === undefined ? run.started && run.exitCode === 0 : run.stdout.includes(prints);
  const seenOn = byId.get(of.split("/")[0] ?? "")?.provenance.bases.some(({ id }) => id === about);
  return [
    fact,
    about,
    { value, words: wordsOf(run, tells ?? prints), of, place, base: seenOn === true ? about : null },
  ];
}

/** What a run said, in one line: how it ended, and the line that tells most: one that holds `telling`, or an error, or the first. */
function wordsOf(run: Observation, telling?: string): string {
  if (run.kind !== "run") throw new Error("only a run says something");
  const lines = [run.engineError ?? "", run.stderr, run.stdout]
    .flatMap((text) => text.split("\n"))
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const line =
    lines.find((each) => telling !== undefined && each.includes(telling)) ??
    lines.find((each) => /\berror\b/i.test(each)) ??
    lines[0];
  const end = run.started ? `exit ${run.exitCode}` : "did not start";
  if (line === undefined) return end;
  return `${end}: ${line.length > LONGEST ? `${line.slice(0, LONGEST)}…` : line}`;
}

const LONGEST = 110;
