import { boundsOf } from "../bench/site/bounds.ts";
import type { Bound } from "../bench/site/bounds.ts";
import { COLUMNS, rowOf } from "../bench/site/rows.ts";
import { resultSchema } from "../bench/site/schema.ts";
import { howMeasured } from "../bench/site/text.ts";

/** The site beside its peers, as its page shows it: cells and sentences, nothing left to count. */
export interface SiteFigures {
  readonly how: readonly string[];
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly bounds: readonly Bound[];
  readonly sites: readonly { readonly name: string; readonly what: string; readonly rules: string }[];
}

/**
 * A stored run of `npm run bench:site` as its page shows it. Pure.
 * @param text the file's text
 * @throws where it is no result of that command, or one of a trial that looked at some pages only
 */
export function siteFiguresOf(text: string): SiteFigures {
  const result = resultSchema.parse(JSON.parse(text));
  if (result.most !== null) throw new Error("this run looked at some pages only; store a whole one");
  const sites = result.sites.map(({ name, what, axe }) => ({
    name,
    what,
    rules: axe?.rules.join(", ") ?? "",
  }));
  return {
    how: howMeasured(result),
    columns: COLUMNS,
    rows: result.sites.map(rowOf),
    bounds: boundsOf(result),
    sites,
  };
}
