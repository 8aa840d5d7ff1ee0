import { DockerfileParser } from "dockerfile-ast";
import type { Copy } from "dockerfile-ast";
import type { ResolvedBase } from "../workbench/bases/types.ts";
import type { Recording } from "../workbench/record/schema.ts";

type Program = Recording["provenance"]["programs"][number];

/** What a name in a Dockerfile stood for when it was built. */
export type Meaning =
  | { readonly kind: "base"; readonly base: ResolvedBase }
  | { readonly kind: "program"; readonly program: Program }
  | { readonly kind: "stage"; readonly number: number }
  | { readonly kind: "built" };

export interface Reference {
  /** 1-based line of the Dockerfile. */
  readonly line: number;
  readonly instruction: "FROM" | "COPY --from";
  readonly name: string;
  readonly meaning: Meaning;
}

/** A stage of a Dockerfile: its lines, with the blank ones at its end left out, and what its names stood for. */
export interface Stage {
  /** From 1. */
  readonly number: number;
  readonly name: string | null;
  readonly firstLine: number;
  readonly text: string;
  readonly references: readonly Reference[];
}

/** What names may stand for, from a recording's provenance. */
export interface Known {
  readonly bases: readonly ResolvedBase[];
  readonly programs: readonly Program[];
}

/** The stages of a Dockerfile in order; lines before the first FROM belong to the first. Pure. */
export function stagesOf(dockerfile: string, known: Known): readonly Stage[] {
  const parsed = DockerfileParser.parse(dockerfile);
  const lines = dockerfile.split("\n");
  const froms = parsed.getFROMs();
  const starts = froms.map((from, index) => (index === 0 ? 0 : (from.getRange()?.start.line ?? 0)));
  const names = froms.map((from) => from.getBuildStage());
  return froms.map((from, index) => {
    const [start = 0, end = lines.length] = [starts[index], starts[index + 1]];
    const meaningOf = (name: string): Meaning => meaning(name, names.slice(0, index), known);
    const line = (from.getRange()?.start.line ?? 0) + 1;
    const image = from.getImage() ?? "";
    const copies = parsed.getCOPYs().flatMap((copy) => copied(copy, start, end, meaningOf));
    return {
      number: index + 1,
      name: names[index] ?? null,
      firstLine: start + 1,
      text: lines.slice(start, end).join("\n").trimEnd(),
      references: [{ line, instruction: "FROM", name: image, meaning: meaningOf(image) }, ...copies],
    };
  });
}

function copied(copy: Copy, start: number, end: number, meaningOf: (name: string) => Meaning): Reference[] {
  const line = copy.getRange().start.line;
  const name = copy.getFromFlag()?.getValue() ?? null;
  if (name === null || line < start || line >= end) return [];
  return [{ line: line + 1, instruction: "COPY --from", name, meaning: meaningOf(name) }];
}

/** A stage above wins over an image of the same name, as it does for the engine. */
function meaning(name: string, above: readonly (string | null)[], { bases, programs }: Known): Meaning {
  const number = above.findIndex((stage) => stage?.toLowerCase() === name.toLowerCase()) + 1;
  if (number > 0) return { kind: "stage", number };
  if (/^\d+$/.test(name) && Number(name) < above.length) return { kind: "stage", number: Number(name) + 1 };
  const base = bases.find(({ id, reference }) => reference === name || id === name);
  if (base !== undefined) return { kind: "base", base };
  const program = programs.find(({ id }) => name === `programs/${id}`);
  return program === undefined ? { kind: "built" } : { kind: "program", program };
}
