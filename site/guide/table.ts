/** A table of the instructors' guide, made from data: cells and sentences, nothing left to count. */
export interface GuideTable {
  readonly caption: string;
  readonly columns: readonly string[];
  /** The first cell of each is its heading. */
  readonly rows: readonly (readonly string[])[];
  /** Where it comes from, and what has to be known to read it. */
  readonly notes: readonly string[];
}

/** The tables by the names that pages know them by. */
export type GuideTables = Readonly<Record<GuideTableName, GuideTable>>;
export type GuideTableName = "sandbox" | "intake" | "late" | "speed" | "minutes";
