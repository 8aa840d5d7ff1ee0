import stringWidth from "string-width";
import { expect, test } from "vitest";
import { fit } from "./fit.ts";

test.for([
  ["short", 40, "short"],
  ["as it is, however long it may be", Infinity, "as it is, however long it may be"],
  ["one two three four", 10, "one two\n  three\n  four"],
  ["    expected  a file that is there", 24, "    expected  a file\n    that is there"],
  ["✗ fail  static: a title that is long", 24, "✗ fail  static:\n        a title that is\n        long"],
  ["/a/path/that/is/longer/than/the/line", 10, "/a/path/that/is/longer/than/the/line"],
  ["", 10, ""],
] as const)("%j on %s columns", ([text, width, expected]) => {
  expect(fit(text, width)).toBe(expected);
  for (const line of fit(text, width).split("\n"))
    expect(stringWidth(line) <= width || !line.trim().includes(" "), line).toBe(true);
});
