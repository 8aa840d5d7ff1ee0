import stringWidth from "string-width";
import { expect, test } from "vitest";
import { plainStyle } from "../../inspect/text/style.ts";
import { timeLeft, timeLeftText } from "./sizes.ts";
import { prefetchText, summary } from "./text.ts";
import type { Item } from "./types.ts";

const item = (id: string, state: Item["state"], bytes: number | null, note: string | null = null): Item => ({
  kind: "base",
  id,
  state,
  bytes,
  note,
});

test.for([
  [[], [10], 1000, ""],
  [[10], [20], 0, ""],
  [[10], [20], 3000, ", about 6 s left"],
  [[10, 30], [80, 80], 60_000, ", about 4 min left"],
  [[10], [20, null], 3000, ""],
  [[10], [0], 3000, ", about 1 s left"],
] as const)("after %j in %i ms, with %j to go", ([done, left, elapsed, text]) => {
  const sized = (bytes: readonly (number | null)[]) => bytes.map((each) => ({ bytes: each }));
  expect(timeLeftText(timeLeft(sized(done), sized(left), elapsed))).toBe(text);
});

test.for([
  [[item("a", "there", 1000), item("b", "got", 2000)], "2 of 2 are there: 3 kB unpacked."],
  [
    [item("a", "there", 1000), item("b", "to get", 2000), item("c", "to get", null)],
    "1 of 3 are there: 1 kB unpacked.\n2 are to get: about 2 kB unpacked, and 1 of unknown size.",
  ],
  [[item("a", "to get", null)], "0 of 1 are there: 0 B unpacked.\n1 is to get: their sizes are not known."],
  [
    [item("a", "failed", 5), item("b", "only in a registry", null)],
    "0 of 2 are there: 0 B unpacked.\n1 failed. Run it again: what is there stays, and it goes on.\n1 only a registry has, and none is reached.",
  ],
] as const)("%#", ([items, text]) => {
  expect(summary(items)).toBe(text);
});

const WHY = 'ubuntu can\'t be had: lookup on 10.0.0.1: no such host (Get "https://registry.example/v2/").';

test.for([40, 80])("on %i columns nothing is wider", (width) => {
  const text = prefetchText(
    {
      format: "groundwork.prefetch/1",
      complete: true,
      items: [item("distroless-static-nonroot", "there", 3_310_000), item("ubuntu", "failed", null, WHY)],
      proof: { shown: null, how: "this system can't take the network from one process." },
    },
    plainStyle(width),
  );
  for (const line of text.split("\n")) expect(stringWidth(line), line).toBeLessThanOrEqual(width);
});
