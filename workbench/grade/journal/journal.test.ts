import { existsSync } from "node:fs";
import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { gradeFixture } from "../made.fixture.ts";
import { readJournal, writeJournal } from "./journal.ts";

async function outFolder(): Promise<string> {
  const out = await mkdtemp(path.join(tmpdir(), "groundwork-journal-"));
  onTestFinished(() => rm(out, { recursive: true, force: true }));
  return out;
}

const file = (out: string): string => path.join(out, "journal.jsonl");
const index = (out: string): string => path.join(out, "journal.index.json");

/** A journal with so many grades, k0, k1, … */
async function journalOf(count: number): Promise<string> {
  const out = await outFolder();
  await writeJournal(out, async (journal) => {
    for (let each = 0; each < count; each++)
      await journal.append({ kind: "grade", grade: gradeFixture({ key: `k${each}` }) });
  });
  return out;
}

const keys = (out: string): Promise<string[]> =>
  readJournal(out, async (journal) => Promise.resolve(Object.keys(journal.places)));

test("what was appended is read back, whole, and by its key", async () => {
  const out = await journalOf(3);
  const read = await readJournal(out, (journal) => journal.grade("k1"));
  expect(read).toEqual(gradeFixture({ key: "k1" }));
  expect(await readJournal(out, (journal) => journal.grade("k7"))).toBeNull();
});

test("a fitting index spares reading the lines; without it, all are read", async () => {
  const out = await journalOf(5);
  const linesRead = () => readJournal(out, (journal) => Promise.resolve(journal.linesRead));
  expect(await linesRead()).toBe(0);
  await rm(index(out));
  expect(await linesRead()).toBe(5);
  await writeFile(index(out), "no index");
  expect(await linesRead()).toBe(5);
});

test("an index that a killed run did not write on is caught up from the lines after it", async () => {
  const out = await journalOf(3);
  const old = await readFile(index(out));
  await writeJournal(out, (journal) => journal.append({ kind: "grade", grade: gradeFixture({ key: "k3" }) }));
  await writeFile(index(out), old);
  const read = await readJournal(out, (journal) =>
    Promise.resolve([journal.linesRead, ...Object.keys(journal.places)]),
  );
  expect(read).toEqual([1, "k0", "k1", "k2", "k3"]);
});

test.each([1, 40, 400])(
  "a line that was torn %i bytes before its end is cut off, said, and written again",
  async (torn) => {
    const out = await journalOf(2);
    const { size } = await stat(file(out));
    await truncate(file(out), size - torn);
    expect(await keys(out)).toEqual(["k0"]);
    const notes: string[] = [];
    await writeJournal(
      out,
      (journal) => journal.append({ kind: "grade", grade: gradeFixture({ key: "k1" }) }),
      { onNote: (line) => notes.push(line) },
    );
    expect(notes).toEqual([expect.stringContaining("were cut off the journal")]);
    await rm(index(out));
    expect(await keys(out)).toEqual(["k0", "k1"]);
  },
);

test.each([
  ["a verdict", (text: string) => text.replace('"verdict":"fail"', '"verdict":"pass"')],
  ["a line taken out", (text: string) => text.split("\n").toSpliced(1, 1).join("\n")],
  ["two lines exchanged", (text: string) => text.replace(/^(.*)\n(.*)\n/, "$2\n$1\n")],
  ["a line twice", (text: string) => text.replace(/^(.*\n)/, "$1$1")],
])("%s by hand: the journal is refused, with or without an index", async (_, change) => {
  const out = await journalOf(4);
  await writeFile(file(out), change(await readFile(file(out), "utf8")));
  const refused = /was changed after it was written/;
  await expect(keys(out)).rejects.toThrow(refused);
  await rm(index(out), { force: true });
  await expect(keys(out)).rejects.toThrow(refused);
  await expect(writeJournal(out, () => Promise.resolve())).rejects.toThrow(refused);
});

test("a line that was changed behind the back of the index is refused when it is read", async () => {
  const out = await journalOf(4);
  const before = await stat(file(out));
  const text = await readFile(file(out), "utf8");
  await writeFile(file(out), text.replace('"verdict":"fail"', '"verdict":"pass"'));
  const after = await stat(file(out));
  const known = await readFile(index(out), "utf8");
  await writeFile(index(out), known.replace(String(before.mtimeMs), String(after.mtimeMs)));
  await expect(readJournal(out, (journal) => journal.grade("k0"))).rejects.toThrow(/One of its lines/);
});

test("our own fault never takes the place of a grade", async () => {
  const out = await journalOf(1);
  await writeJournal(out, (journal) =>
    journal.append({
      kind: "grade",
      grade: gradeFixture({ key: "k0", verdict: "not-gradable", fault: "gone" }),
    }),
  );
  expect((await readJournal(out, (journal) => journal.grade("k0")))?.verdict).toBe("fail");
});

test("of two overrides for the same lab the later one counts", async () => {
  const out = await outFolder();
  const override = { pseudonym: "p", lab: "03-scratch", points: 3, reason: "read by hand" };
  await writeJournal(out, async (journal) => {
    await journal.append({ kind: "override", override });
    await journal.append({ kind: "override", override: { ...override, points: 4 } });
  });
  expect(await readJournal(out, (journal) => Promise.resolve(journal.overrides))).toEqual([
    { ...override, points: 4 },
  ]);
});

test("two writers: the second one waits and says for whom", async () => {
  const out = await outFolder();
  const notes: string[] = [];
  let inside = 0;
  const one = () =>
    writeJournal(
      out,
      async (journal) => {
        inside += 1;
        expect(inside).toBe(1);
        await journal.append({ kind: "note", text: "here" });
        inside -= 1;
      },
      { onNote: (line) => notes.push(line) },
    );
  await Promise.all([one(), one()]);
  expect(notes).toEqual([expect.stringContaining(`Process ${process.pid} writes`)]);
  expect(existsSync(path.join(out, "journal.lock"))).toBe(false);
});

test("a journal that was extended by a stranger's line is refused", async () => {
  const out = await journalOf(1);
  await appendFile(file(out), '{"a":1}\n');
  await expect(keys(out)).rejects.toThrow(/Line 2 does not fit/);
});
