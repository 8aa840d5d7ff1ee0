/** A part of a file, as the site shows it. */
export interface Region {
  readonly code: string;
  /** 1-based line of the file at which the shown code begins. */
  readonly firstLine: number;
}

const opening = /^\s*(?:\/\/|#|<!--)\s*#region\s+([\w-]+)/;
const closing = /^\s*(?:\/\/|#|<!--)\s*#endregion\b/;

const isMarker = (line: string): boolean => opening.test(line) || closing.test(line);

/**
 * Cuts a named region out of a source text; `null` asks for the whole text. Regions may nest.
 * Marker lines (`// #region x`, `# #region x`) never show. Common indentation is taken off.
 * Throws with the names that do exist when there is no such region, or when it never ends.
 */
export function cutRegion(source: string, name: string | null): Region {
  const lines = source.split(/\r?\n/);
  const [from, to] = name === null ? [0, lines.length] : bounds(lines, name);
  const shown = lines.slice(from, to).map((text, index) => ({ text, number: from + index + 1 }));
  const kept = trimBlank(shown.filter(({ text }) => !isMarker(text)));
  if (kept.length === 0) throw new Error(name === null ? "the file is empty" : `region "${name}" is empty`);
  return { code: dedent(kept.map(({ text }) => text)).join("\n"), firstLine: kept[0]?.number ?? 1 };
}

/** Names of all regions of a text, in order. */
export function regionNames(source: string): string[] {
  return source.split(/\r?\n/).flatMap((line) => opening.exec(line)?.[1] ?? []);
}

function bounds(lines: readonly string[], name: string): [number, number] {
  const start = lines.findIndex((line) => opening.exec(line)?.[1] === name);
  if (start < 0) {
    const names = regionNames(lines.join("\n"));
    throw new Error(
      `there is no region "${name}"; ${names.length > 0 ? `regions there: ${names.join(", ")}` : "the file has no regions"}`,
    );
  }
  let depth = 0;
  for (let index = start; index < lines.length; index++) {
    const line = lines[index] ?? "";
    if (opening.test(line)) depth++;
    if (closing.test(line) && --depth === 0) return [start + 1, index];
  }
  throw new Error(`region "${name}" begins at line ${start + 1} and never ends`);
}

function trimBlank<T extends { text: string }>(lines: readonly T[]): T[] {
  const isText = ({ text }: T): boolean => text.trim() !== "";
  const first = lines.findIndex(isText);
  return first < 0 ? [] : lines.slice(first, lines.findLastIndex(isText) + 1);
}

function dedent(lines: readonly string[]): string[] {
  const indents = lines
    .filter((line) => line.trim() !== "")
    .map((line) => line.length - line.trimStart().length);
  const common = Math.min(...indents);
  return lines.map((line) => line.slice(common));
}
