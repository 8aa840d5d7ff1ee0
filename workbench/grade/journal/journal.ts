import { open, stat, truncate, utimes, type FileHandle } from "node:fs/promises";
import path from "node:path";
import { makeFolder } from "../../folder.ts";
import { BadInput } from "../../lab/errors.ts";
import { withLock } from "../../lock.ts";
import { readJson, writeText } from "../../state.ts";
import type { Grade } from "../schema/grade.ts";
import type { Override } from "../schema/marks.ts";
import { sealed, unsealed, type Body } from "./entry.ts";
import { emptyIndex, indexSchema, take, type JournalIndex, type Place } from "./index-file.ts";
import { linesFrom, textAt } from "./lines.ts";

/** Entries between two writings of the index: a killed run reads so many again at most. */
const INDEX_EVERY = 64;

const fileIn = (out: string): string => path.join(out, "journal.jsonl");
const indexIn = (out: string): string => path.join(out, "journal.index.json");
const lockIn = (out: string): string => path.join(out, "journal.lock");

/** What one can ask a journal. */
export interface JournalReader {
  /** Keys that were graded, with what a list needs of each. */
  readonly places: Readonly<Record<string, Place>>;
  /** The last one for each student and lab. */
  readonly overrides: readonly Override[];
  /** How many lines were read to know that: few, where the index fits. */
  readonly linesRead: number;
  /** A grade, read again from its line. Throws BadInput when the line was changed; null for an unknown key. */
  grade(key: string): Promise<Grade | null>;
}

export interface JournalWriter extends JournalReader {
  /** Returns when the entry is on the disk. */
  append(body: Body): Promise<void>;
}

/** Reads the journal of an output folder, without changing it. Throws BadInput when it was changed by hand. */
export async function readJournal<Value>(
  out: string,
  use: (journal: JournalReader) => Promise<Value>,
): Promise<Value> {
  await using journal = await OpenJournal.open(out, "r", () => undefined);
  return await use(journal);
}

/**
 * Opens the journal for one writer at a time; a second one waits. What a killed writer left half written is cut off, and
 * said. Throws BadInput when the journal was changed by hand.
 */
export async function writeJournal<Value>(
  out: string,
  use: (journal: JournalWriter) => Promise<Value>,
  options: { readonly signal?: AbortSignal; readonly onNote?: (line: string) => void } = {},
): Promise<Value> {
  const { signal, onNote = () => undefined } = options;
  const work = async (): Promise<Value> => {
    await using journal = await OpenJournal.open(out, "a+", onNote);
    return await use(journal);
  };
  const onWait = (pid: number): void =>
    onNote(`Process ${pid} writes in ${out}; waiting until it has ended.`);
  return withLock(lockIn(out), work, { signal, onWait });
}

class OpenJournal implements JournalWriter, AsyncDisposable {
  readonly #out: string;
  readonly #file: FileHandle;
  readonly #mode: "r" | "a+";
  #index = emptyIndex();
  linesRead = 0;
  #sinceIndex = 0;
  #last: Promise<void> = Promise.resolve();

  private constructor(out: string, mode: "r" | "a+", file: FileHandle) {
    this.#out = out;
    this.#mode = mode;
    this.#file = file;
  }

  static async open(out: string, mode: "r" | "a+", onNote: (line: string) => void): Promise<OpenJournal> {
    if (mode === "a+") await makeFolder(out);
    const file = await open(fileIn(out), mode).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
      throw new BadInput(
        `There is no journal in ${out}.`,
        "Grade the class first: npx groundwork grade --help",
      );
    });
    const journal = new OpenJournal(out, mode, file);
    try {
      await journal.#load(onNote);
    } catch (error) {
      await file.close();
      throw error;
    }
    return journal;
  }

  get places(): Readonly<Record<string, Place>> {
    return this.#index.grades;
  }

  get overrides(): readonly Override[] {
    return this.#index.overrides;
  }

  async #load(onNote: (line: string) => void): Promise<void> {
    const { size, mtimeMs } = await this.#file.stat();
    const known = await readJson(indexIn(this.#out), indexSchema, () => undefined).catch(() => null);
    if (known && (await this.#fits(known, size, mtimeMs))) this.#index = known;
    const torn = await this.#readOn();
    if (torn === null || this.#mode === "r") return;
    await truncate(fileIn(this.#out), torn);
    await this.#file.sync();
    const text = `A run was killed while it wrote: ${size - torn} bytes without an end were cut off the journal.`;
    onNote(text);
    await this.append({ kind: "note", text });
  }

  /** Longer than the index knows is a killed run's: the rest is read. Changed at the same length is somebody's hand. */
  async #fits({ tip, changedMs }: JournalIndex, size: number, mtimeMs: number): Promise<boolean> {
    if (size < tip.end || (size === tip.end && mtimeMs !== changedMs)) return false;
    if (tip.seq < 0) return true;
    const line = await textAt(this.#file, tip.at, tip.end - tip.at);
    return line.endsWith("\n") && unsealed(line.slice(0, -1))?.hash === tip.hash;
  }

  /** Takes in all lines after those of the index. Returns where a line without an end begins; null: there is none. */
  async #readOn(): Promise<number | null> {
    for await (const { at, text, whole } of linesFrom(this.#file, this.#index.tip.end)) {
      if (!whole) return at;
      this.linesRead += 1;
      const { tip } = this.#index;
      const entry = unsealed(text);
      if (entry?.prevHash !== tip.hash || entry.seq !== tip.seq + 1) throw changed(this.#out, tip.seq + 2);
      take(this.#index, entry, at, Buffer.byteLength(text));
    }
    return null;
  }

  async grade(key: string): Promise<Grade | null> {
    const place = this.#index.grades[key];
    if (!place) return null;
    const entry = unsealed(await textAt(this.#file, place.at, place.bytes));
    if (entry?.hash !== place.hash || entry.body.kind !== "grade") throw changed(this.#out, null);
    return entry.body.grade;
  }

  append(body: Body): Promise<void> {
    const written = this.#last.then(() => this.#append(body));
    this.#last = written.catch(() => undefined);
    return written;
  }

  async #append(body: Body): Promise<void> {
    const { seq, hash, end } = this.#index.tip;
    const { line } = sealed(body, seq + 1, hash, new Date());
    await this.#file.appendFile(`${line}\n`);
    await this.#file.sync();
    const entry = unsealed(line);
    if (entry) take(this.#index, entry, end, Buffer.byteLength(line));
    // A lock on a shared disk is judged by its age.
    await utimes(lockIn(this.#out), new Date(), new Date()).catch(() => undefined);
    this.#sinceIndex += 1;
    if (this.#sinceIndex >= INDEX_EVERY) await this.#saveIndex();
  }

  async #saveIndex(): Promise<void> {
    this.#sinceIndex = 0;
    const { mtimeMs } = await stat(fileIn(this.#out));
    await writeText(indexIn(this.#out), JSON.stringify({ ...this.#index, changedMs: mtimeMs }));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#last;
    try {
      if (this.#mode === "a+") await this.#saveIndex();
    } finally {
      await this.#file.close();
    }
  }
}

function changed(out: string, line: number | null): BadInput {
  const which = line === null ? "One of its lines" : `Line ${line}`;
  return new BadInput(
    `${fileIn(out)} was changed after it was written. ${which} does not fit its hash and the line before it.`,
    "Marks in it can't be vouched for. Put a copy of the file back as it was, or grade into a new folder with --out.",
  );
}
