import type { ReactNode } from "react";
import { valueAt } from "../../lib/expectation.ts";
import type { OfProps } from "../../lib/recorded.ts";
import { WithProvenance } from "../Provenance/inline.tsx";

/** A recorded value in a sentence: any scalar field of an observation, by dotted path. */
export default function Value({ of, recorded, field }: OfProps & { readonly field: string }): ReactNode {
  if (recorded === undefined) throw new Error(`<Value of="${of}"> may only stand in an .mdx page`);
  const value = valueAt(recorded.observation, field);
  if (
    value === null ||
    (typeof value !== "string" && typeof value !== "number" && typeof value !== "boolean")
  ) {
    const fields = Object.keys(recorded.observation).join(", ");
    throw new Error(`<Value of="${of}" field="${field}">: no single value there; fields: ${fields}`);
  }
  const shown = typeof value === "boolean" ? (value ? "yes" : "no") : wordsOf(value);
  return (
    <WithProvenance recorded={recorded}>
      {typeof value === "string" ? <code>{shown}</code> : shown}
    </WithProvenance>
  );
}

/** Large counts of bytes can be compared by eye only with their thousands apart. */
function wordsOf(value: string | number): string {
  return typeof value === "number" && Math.abs(value) >= 10_000 ? value.toLocaleString("en") : String(value);
}
