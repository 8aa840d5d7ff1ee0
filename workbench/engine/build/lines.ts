import { stripVTControlCharacters } from "node:util";

/** Signs of one line that are kept: a program may print megabytes without a line end. */
const MAX_LINE = 2_000;

/** Cuts a stream of text into lines, without terminal codes. Of a line that was written over, what stood last. */
export class Lines {
  #rest = "";
  readonly #tell: (line: string) => void;

  constructor(tell: (line: string) => void) {
    this.#tell = tell;
  }

  /** Adds text; each line that is now whole is told. */
  add(text: string): void {
    const [first = "", ...more] = text.split("\n");
    this.#append(first);
    for (const each of more) {
      this.end();
      this.#append(each);
    }
  }

  #append(text: string): void {
    const all = this.#rest + text;
    // A progress bar goes back to the line's start again and again; a carriage return at the end belongs to a line end.
    this.#rest = all.slice(all.lastIndexOf("\r", all.length - 2) + 1).slice(0, MAX_LINE);
  }

  /** Tells what stands after the last line end, unless it is blank. */
  end(): void {
    const shown = stripVTControlCharacters(this.#rest).trimEnd();
    this.#rest = "";
    if (shown !== "") this.#tell(shown);
  }
}
