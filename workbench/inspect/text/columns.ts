import stringWidth from "string-width";
import wrapAnsi from "wrap-ansi";
import type { Table } from "../words/facets.ts";
import type { Style } from "./style.ts";

const INDENT = "  ";
const GAP = "  ";
/** Columns below which a cell's words break too often to be read. */
const NARROWEST = 18;

/** Images side by side, one column each; one under the other where the terminal is too narrow for that. */
export function tableText(table: Table, style: Style): string {
  const labels = Math.max(...table.rows.map(({ label }) => stringWidth(label)));
  const count = table.heading.length;
  const room = style.width - INDENT.length - labels - GAP.length * count;
  const width = Math.floor(room / count);
  return width < NARROWEST ? stacked(table, style) : aligned(table, labels, width, style);
}

function aligned({ heading, rows }: Table, labels: number, width: number, style: Style): string {
  const line = (label: string, cells: readonly string[], paint: (text: string) => string): string[] => {
    const wrapped = cells.map((cell) => wrapAnsi(cell, width, { hard: true }).split("\n"));
    const height = Math.max(...wrapped.map((lines) => lines.length));
    return Array.from({ length: height }, (_, index) => {
      const head = INDENT + style.paint("quiet", pad(index === 0 ? label : "", labels));
      const text = wrapped.map((lines) => pad(lines[index] ?? "", width)).join(GAP);
      return (head + GAP + paint(text.trimEnd())).trimEnd();
    });
  };
  const title = line("", heading, (text) => style.paint("title", text));
  return [...title, ...rows.flatMap(({ label, cells }) => line(label, cells, (text) => text))].join("\n");
}

function stacked({ heading, rows }: Table, style: Style): string {
  const names = Math.max(...heading.map((name) => stringWidth(name)));
  const room = Math.max(12, style.width - INDENT.length * 2 - names - GAP.length);
  return rows
    .flatMap(({ label, cells }) => [
      INDENT + style.paint("quiet", label),
      ...cells.flatMap((cell, index) =>
        wrapAnsi(cell, room, { hard: true })
          .split("\n")
          .map((text, at) =>
            (INDENT.repeat(2) + pad(at === 0 ? (heading[index] ?? "") : "", names) + GAP + text).trimEnd(),
          ),
      ),
    ])
    .join("\n");
}

function pad(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - stringWidth(text)));
}
