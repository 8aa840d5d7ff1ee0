import type { Inspection } from "../schema.ts";
import { commandLine, counted } from "./section.ts";
import type { Row, Section, Tone } from "./section.ts";

type Prediction = Inspection["start"];

const VERDICTS: Readonly<Record<Prediction["outcome"], { readonly tone: Tone; readonly word: string }>> = {
  starts: { tone: "good", word: "starts" },
  fails: { tone: "bad", word: "does not start" },
  depends: { tone: "warn", word: "depends on the machine" },
};

/** Whether the image's own command starts, or the file that was asked about; and what engine, kernel and loader look at. */
export function startSection({ start, asked }: Inspection): Section {
  const { tone, word } = VERDICTS[start.outcome];
  const verdict: Row =
    start.argv.length === 0
      ? { label: "verdict", value: "nothing to start: it is made to be built on", more: [start.reason] }
      : { label: "verdict", value: `${commandLine(start.argv)} ${word}`, tone, more: [start.reason] };
  const rows: Row[] = [
    verdict,
    ...errorRows(start),
    ...(start.chain.length > 0 ? [{ label: "opened", value: start.chain.join(" → ") }] : []),
    ...libraryRows(start),
    ...(start.limits.length > 0
      ? [{ label: "not foreseen", value: start.limits[0] ?? "", more: start.limits.slice(1) }]
      : []),
  ];
  return {
    id: "start",
    title: asked === null ? "Will it start?" : `Will ${asked} start?`,
    lead: "Foretold from the image's files alone; nothing was run.",
    rows,
  };
}

/** What would be said where it does not start. */
function errorRows({ error }: Prediction): Row[] {
  const [text, ...others] = error?.texts ?? [];
  if (error === null || text === undefined) return [];
  const codes = error.exitCodes.length === 0 ? "" : `, exit code ${error.exitCodes.join(" or ")}`;
  const more = others.length === 0 ? [] : ["(other versions of the engine or the loader word it otherwise)"];
  return [{ label: "it would say", value: `${text}${codes}`, more }];
}

function libraryRows({ libraries, missingVersions }: Prediction): Row[] {
  if (libraries.length === 0) return [];
  const missing = libraries.filter(({ path }) => path === null);
  const lines = libraries.map(
    ({ name, path, neededBy }) => `${name} → ${path ?? `not found (${neededBy} needs it)`}`,
  );
  const rows: Row[] = [
    {
      label: "libraries",
      value:
        missing.length === 0
          ? `${counted(libraries.length, "library", "libraries")}, all there`
          : `${missing.length} missing`,
      tone: missing.length === 0 ? "good" : "bad",
      more: lines,
    },
  ];
  if (missingVersions.length > 0) {
    const versions = missingVersions.map(
      ({ version, library, requiredBy }) =>
        `${version}: ${requiredBy} asks for it, ${library} does not have it`,
    );
    rows.push({ label: "symbol versions", value: `${versions.length} missing`, tone: "bad", more: versions });
  }
  return rows;
}
