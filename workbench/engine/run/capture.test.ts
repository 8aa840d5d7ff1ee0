import { expect, test } from "vitest";
import { Capture } from "./capture.ts";

test.each([
  ["less than the limit", 10, ["ab", "cd"], "abcd", false],
  ["exactly the limit", 4, ["ab", "cd"], "abcd", false],
  ["more, in one piece", 3, ["abcd"], "abc", true],
  ["more, in later pieces", 3, ["abc", "d", "e"], "abc", true],
  ["nothing", 3, [], "", false],
])("%s", async (_name, limit, chunks, text, truncated) => {
  const capture = new Capture(limit);
  for (const chunk of chunks) capture.write(Buffer.from(chunk));
  await new Promise((resolve) => capture.end(resolve));
  expect({ text: capture.text, truncated: capture.truncated }).toEqual({ text, truncated });
});
