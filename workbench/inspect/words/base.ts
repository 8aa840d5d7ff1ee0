import { formatBytes } from "../../image/describe.ts";
import type { Inspection } from "../schema.ts";
import { counted } from "./section.ts";
import type { Row, Section } from "./section.ts";

type Verdict = Inspection["bases"][number];

/** Which base the image stands on, how sure that is and why, and what lies on top of it. */
export function baseSection({ bases }: Inspection): Section {
  return {
    id: "base",
    title: "Which base is this?",
    lead: "",
    rows: bases.map((verdict, index) => verdictRow(verdict, index === 0)),
  };
}

function verdictRow(verdict: Verdict, isFirst: boolean): Row {
  const name = verdict.reference ?? "a base without a name here";
  const value = verdict.isItself ? `${name} itself` : name;
  const top = isFirst && !verdict.isItself ? onTop(verdict) : [];
  return { label: verdict.certainty, value, more: [...verdict.why, ...top] };
}

function onTop({ added }: Verdict): string[] {
  if (added === null) return [];
  const bytes = added.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
  return [
    added.length === 0
      ? "Nothing was added on top but what its containers are told."
      : `On top of it: ${counted(added.length, "layer")}, ${formatBytes(bytes)} unpacked.`,
  ];
}

/** How many of the first layers are the base's, and its name, for the mark between them; null where that can't be told. */
export function baseMark({
  bases,
  layers,
}: Inspection): { readonly layers: number; readonly text: string } | null {
  const [best] = bases;
  const own = best?.baseLayers ?? null;
  if (best === undefined || own === null || own === 0 || own >= layers.length) return null;
  return { layers: own, text: `below: the base ${best.reference ?? ""}`.trimEnd() };
}
