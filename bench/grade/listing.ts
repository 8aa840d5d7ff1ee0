import { rm } from "node:fs/promises";
import path from "node:path";
import { readJournal, writeJournal } from "../../workbench/grade/journal/journal.ts";
import { gradeFixture } from "../../workbench/grade/made.fixture.ts";

export interface Listing {
  readonly writeMs: number;
  /** Opening the journal and knowing every key, with its index and without. */
  readonly withIndexMs: number;
  readonly withIndexLines: number;
  readonly withoutIndexMs: number;
  readonly withoutIndexLines: number;
}

/** Writes a journal of so many grades, and measures how long it takes to know what is in it. */
export async function measureListing(out: string, size: number): Promise<Listing> {
  const writeMs = await timed(() =>
    writeJournal(out, async (journal) => {
      for (let at = 0; at < size; at++)
        await journal.append({ kind: "grade", grade: gradeFixture({ key: `key-${at}` }) });
    }),
  );
  let lines = 0;
  const list = () =>
    readJournal(out, async (journal) => {
      if (Object.keys(journal.places).length !== size) throw new Error("The journal lost a grade.");
      lines = journal.linesRead;
      return Promise.resolve();
    });
  const withIndexMs = await timed(list);
  const withIndexLines = lines;
  await rm(path.join(out, "journal.index.json"));
  const withoutIndexMs = await timed(list);
  return { writeMs, withIndexMs, withIndexLines, withoutIndexMs, withoutIndexLines: lines };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return Math.round(performance.now() - start);
}
