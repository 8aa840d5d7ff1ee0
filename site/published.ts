import { baseById } from "../workbench/bases/catalogue.ts";

/** A size that others have measured, as the catalogue of bases has it. */
export interface PublishedSize {
  readonly measure: "unpacked" | "compressed" | "unpacked and compressed together";
  readonly bytes: number;
  readonly source: string;
  readonly date: string;
}

/** What others have published about a base's size. Throws for a base that the catalogue has not. */
export function publishedOf(id: string): readonly PublishedSize[] {
  const base = baseById(id);
  if (base === undefined) throw new Error(`the catalogue has no base "${id}"`);
  return base.published;
}
