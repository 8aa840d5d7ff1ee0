import { styleText } from "node:util";

/** A unified diff, coloured where the terminal bears it; the signs at the line starts stay, so that colour never speaks alone. */
export function paintDiff(patch: string): string {
  return patch
    .trimEnd()
    .split("\n")
    .map((line) => {
      const colour = line.startsWith("+") ? "green" : line.startsWith("-") ? "red" : null;
      return colour === null ? line : styleText(colour, line, { validateStream: true });
    })
    .join("\n");
}
