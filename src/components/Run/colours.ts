import Anser from "anser";

/** A stretch of a terminal's text that looks the same throughout. */
export interface Stretch {
  readonly text: string;
  /** `red`, `bright-red`, …: one of the terminal's own sixteen, which a style sheet names. */
  readonly named: string | null;
  /** The same of what is behind it. Text on such a ground is dark, as the style sheet has it. */
  readonly ground: string | null;
  /** Any other colour, for CSS. */
  readonly colour: string | null;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly underlined: boolean;
}

/** What a program has printed, by its colours. Moves of a cursor have no meaning in a transcript. Pure. */
export function stretchesOf(text: string): Stretch[] {
  const parsed = Anser.ansiToJson(text.replaceAll(moves, ""), {
    json: true,
    use_classes: true,
    remove_empty: true,
  });
  return parsed.map(({ content, fg, bg, fg_truecolor: exact, decorations }) => {
    const palette = /^ansi-palette-(\d+)$/.exec(fg)?.[1];
    return {
      text: content,
      named: nameOf(fg),
      ground: nameOf(bg),
      colour: palette === undefined ? exact && `rgb(${exact})` : ofPalette(Number(palette)),
      bold: decorations.includes("bold"),
      dim: decorations.includes("dim"),
      underlined: decorations.includes("underline"),
    };
  });
}

/** The same as plain text. */
export function plainOf(text: string): string {
  return stretchesOf(text)
    .map((stretch) => stretch.text)
    .join("");
}

const nameOf = (kind: string | null): string | null =>
  /^ansi-(?!palette|truecolor)(.+)$/.exec(kind ?? "")?.[1] ?? null;

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
