/**
 * Rows of cells as aligned text, the heading first, without spaces at the ends of lines or a newline at the end. Where
 * that is wider than `width` columns, each row is a paragraph: its first cell, and below it each other under its heading.
 */
export function table(
  heading: readonly string[],
  rows: readonly (readonly string[])[],
  width = Infinity,
): string {
  const text = aligned(heading, rows);
  return text.split("\n").every((line) => line.length <= width) ? text : paragraphs(heading, rows);
}

function paragraphs(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const names = heading.slice(1);
  const widest = Math.max(...names.map((name) => name.length));
  return rows
    .map(([first = "", ...others]) =>
      [first, ...others.map((cell, index) => `  ${(names[index] ?? "").padEnd(widest)}  ${cell}`)].join("\n"),
    )
    .join("\n");
}

function aligned(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, ...rows];
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const align = (line: readonly string[]) =>
    line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  ");
  return lines.map((line) => align(line).trimEnd()).join("\n");
}
