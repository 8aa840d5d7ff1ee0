import { HINTS, type Hint } from "../hints/next.ts";

/** A hint as a person reads it, with how to get the next one. Pure. */
export function hintText({ lab, task }: { readonly lab: string; readonly task: string }, hint: Hint): string {
  const more = `npx groundwork hint ${lab} ${task}`;
  if (hint.kind === "observed") return [...observedLines(hint), "", `Written hints: ${more}`].join("\n");
  const last = hint.level >= HINTS;
  return [
    `Hint ${hint.level} of ${hint.of} for ${task}:`,
    "",
    hint.text,
    "",
    last ? `That was the last one. The solution: npx groundwork solution ${lab} ${task}` : `More: ${more}`,
  ].join("\n");
}

function observedLines({ observed }: Extract<Hint, { kind: "observed" }>): string[] {
  const { cause, ask, trend, where } = observed;
  return [
    "From your last check:",
    cause,
    ...(ask === null ? [] : [ask]),
    ...(trend === null ? [] : [trend]),
    `Look at ${where}.`,
  ];
}
