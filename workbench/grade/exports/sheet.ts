/** One cell of a sheet, as it stands there. */
export interface Cell {
  readonly value: string;
  /** Where its text begins and ends, quotes included. */
  readonly from: number;
  readonly to: number;
  readonly quoted: boolean;
}

/**
 * A CSV file of somebody else's, of which single cells are changed and every other byte stays: line ends, quotes, a byte
 * order mark, an encoding that is not ours. Its text is kept with one sign for each byte.
 */
export class Sheet {
  readonly #bytes: string;
  readonly rows: readonly (readonly Cell[])[];
  readonly delimiter: string;
  readonly #changes: { readonly cell: Cell; readonly text: string }[] = [];

  constructor(content: Buffer) {
    this.#bytes = content.toString("latin1");
    const start = this.#bytes.startsWith("\u00EF\u00BB\u00BF") ? 3 : 0;
    this.delimiter = delimiterOf(this.#bytes.slice(start));
    this.rows = cellsOf(this.#bytes, start, this.delimiter);
  }

  /** Puts another value into a cell. */
  set(cell: Cell, value: string): void {
    const needsQuotes = cell.quoted || /["\r\n]/.test(value) || value.includes(this.delimiter);
    const text = needsQuotes ? `"${value.replaceAll('"', '""')}"` : value;
    this.#changes.push({ cell, text: Buffer.from(text, "utf8").toString("latin1") });
  }

  /** The file with the changes. */
  content(): Buffer {
    let [done, text] = [0, ""];
    for (const { cell, text: changed } of this.#changes.toSorted(
      (one, two) => one.cell.from - two.cell.from,
    )) {
      text += this.#bytes.slice(done, cell.from) + changed;
      done = cell.to;
    }
    return Buffer.from(text + this.#bytes.slice(done), "latin1");
  }
}

/** The sign that stands most often between the headings. */
function delimiterOf(text: string): string {
  const [first = ""] = text.replaceAll(/"[^"]*"/g, "").split(/\r?\n/);
  const count = (sign: string): number => first.split(sign).length;
  return [",", ";", "\t"].reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

function cellsOf(bytes: string, start: number, delimiter: string): Cell[][] {
  const rows: Cell[][] = [];
  let row: Cell[] = [];
  for (let at = start; at < bytes.length;) {
    const cell = cellAt(bytes, at, delimiter);
    row.push(cell);
    at = cell.to;
    if (bytes[at] === delimiter) {
      at += 1;
      // The line, or the file, ends behind a delimiter: an empty cell stands there.
      if (at < bytes.length) continue;
      row.push({ value: "", from: at, to: at, quoted: false });
    } else at += bytes.startsWith("\r\n", at) ? 2 : 1;
    rows.push(row);
    row = [];
  }
  return rows;
}

function cellAt(bytes: string, from: number, delimiter: string): Cell {
  const quoted = bytes[from] === '"';
  let to = from;
  if (quoted) {
    do to = closing(bytes, to + 1) + 1;
    while (bytes[to] === '"');
  }
  while (to < bytes.length && bytes[to] !== delimiter && bytes[to] !== "\n" && bytes[to] !== "\r") to += 1;
  const text = Buffer.from(bytes.slice(from, to), "latin1").toString("utf8");
  const value = quoted ? text.replace(/^"([\s\S]*)".*$/, "$1").replaceAll('""', '"') : text;
  return { value, from, to, quoted };
}

function closing(bytes: string, from: number): number {
  const at = bytes.indexOf('"', from);
  return at < 0 ? bytes.length - 1 : at;
}
