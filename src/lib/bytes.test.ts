import { expect, test } from "vitest";
import { describeOff, formatBytes, timesOff } from "./bytes.ts";

test.each([
  [0, "0 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [8_449_999, "8.45 MB"],
  [99_960, "100 kB"],
  [999_999, "1 MB"],
  [1_234_000_000, "1.23 GB"],
])("%i bytes are %s", (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});

test.each([
  [20, 10, "2.0 times too large"],
  [10, 25, "2.5 times too small"],
  [102, 100, "spot on, within 5%"],
  [120_000, 100, "1,200 times too large"],
])("a guess of %i for %i is %s", (guess, actual, words) => {
  expect(describeOff(guess, actual)).toBe(words);
});

test("nothing is infinitely far off", () => {
  expect(timesOff(5_000, 0)).toBe(5_000);
});
