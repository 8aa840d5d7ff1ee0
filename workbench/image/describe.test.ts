import { expect, test } from "vitest";
import { formatBytes } from "./describe.ts";

test.for([
  [0, "0 B"],
  [1, "1 B"],
  [999, "999 B"],
  [1000, "1 kB"],
  [1536, "1.54 kB"],
  [99_949, "99.9 kB"],
  [99_960, "100 kB"],
  [999_499, "999 kB"],
  [999_500, "1 MB"],
  [80_975_360, "81 MB"],
  [1_234_567_890, "1.23 GB"],
  [-2048, "-2.05 kB"],
] as const)("%i is %s", ([bytes, text]) => {
  expect(formatBytes(bytes)).toBe(text);
});
