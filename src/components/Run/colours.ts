import Anser from "anser";

/** A stretch of a terminal's text that looks the same throughout. */
export interface Stretch {
  readonly text: string;
  /** For CSS. */
  readonly colour: string | null;
  /** What is behind it, for CSS: one of the terminal's own colours. */
  readonly ground: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underlined: boolean;
}

/** The colours that a terminal has names for, by those of the site's terminal: readable on screen and on paper. */
const own: Readonly<Record<string, string>> = {
  black: "quiet",
  red: "bad",
  green: "good",
  yellow: "warn",
  blue: "blue",
  magenta: "magenta",
  cyan: "cyan",
  white: "ink",
};

/** What a program has printed, by its colours. Moves of a cursor have no meaning in a transcript. Pure. */
export function stretchesOf(text: string): Stretch[] {
  const options = { json: true, use_classes: true, remove_empty: true } as const;
  return Anser.ansiToJson(text.replaceAll(moves, ""), options).map((each) => ({
    text: each.content,
    colour: colourOf(each.fg, each.fg_truecolor),
    ground: colourOf(each.bg, null),
    bold: each.decorations.includes("bold"),
    dim: each.decorations.includes("dim"),
    underlined: each.decorations.includes("underline"),
  }));
}

/** A light variant of a colour is shown as the colour itself. */
function colourOf(kind: string | null, exact: string | null): string | null {
  const palette = /^ansi-palette-(\d+)$/.exec(kind ?? "")?.[1];
  if (palette !== undefined) return ofPalette(Number(palette));
  if (exact !== null) return `rgb(${exact})`;
  const name = own[/^ansi-(?:bright-)?(\w+)$/.exec(kind ?? "")?.[1] ?? ""];
  return name === undefined ? null : `var(--gw-terminal-${name})`;
}

/** The same as plain text. */
export function plainOf(text: string): string {
  return stretchesOf(text)
    .map((stretch) => stretch.text)
    .join("");
}

/** Sequences that move a cursor or clear a line. */
const moves = new RegExp(`${String.fromCharCode(27)}\\[[0-9;?]*[A-HJKSTfhlnsu]`, "g");

/** A colour of the 256 that xterm has: six steps of each primary colour, then greys. */
function ofPalette(index: number): string {
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232);
    return `rgb(${grey}, ${grey}, ${grey})`;
  }
  const step = (of: number): number => {
    const level = Math.floor((index - 16) / of) % 6;
    return level === 0 ? 0 : 55 + 40 * level;
  };
  return `rgb(${step(36)}, ${step(6)}, ${step(1)})`;
}
