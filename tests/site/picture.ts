import pixelmatch from "pixelmatch";
import { PNG } from "pngjs";

/** What two pictures have in common, and what not. */
export interface Difference {
  /** Null where the sizes differ. */
  readonly pixels: number | null;
  /** In words, for somebody who has only this line. */
  readonly words: string;
  /** A picture of the difference; null where the sizes differ. */
  readonly drawn: Buffer | null;
}

/** The share of a picture's pixels that may differ: single signs that another machine's renderer draws otherwise. */
const tolerated = 1 / 2000;

/** Compares two PNG files; null where they count as the same. Edges of letters may be smoothed differently. */
export function differenceOf(stored: Buffer, taken: Buffer): Difference | null {
  const [before, after] = [PNG.sync.read(stored), PNG.sync.read(taken)];
  const { width, height } = before;
  if (width !== after.width || height !== after.height)
    return {
      pixels: null,
      words: `it was ${width} × ${height} and is ${after.width} × ${after.height} pixels large`,
      drawn: null,
    };
  const drawing = new PNG({ width, height });
  const pixels = pixelmatch(before.data, after.data, drawing.data, width, height);
  if (pixels <= width * height * tolerated) return null;
  const words = `${pixels} of ${width * height} pixels differ, and ${Math.floor(width * height * tolerated)} may`;
  return { pixels, words, drawn: PNG.sync.write(drawing) };
}

/** The same picture in fewer bytes: what has large plain areas is packed best unfiltered. */
export function packed(picture: Buffer): Buffer {
  return PNG.sync.write(PNG.sync.read(picture), { filterType: 0, deflateLevel: 9, deflateStrategy: 0 });
}
