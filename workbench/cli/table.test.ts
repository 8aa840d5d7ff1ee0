import { expect, test } from "vitest";
import { table } from "./table.ts";

test("columns are as wide as their widest cell, and no line ends in spaces", () => {
  const text = table(
    ["BASE", "ORIGIN"],
    [
      ["debian-slim", "packages"],
      ["alpine", "-"],
    ],
  );
  expect(text).toBe("BASE         ORIGIN\ndebian-slim  packages\nalpine       -");
});

test("where it would be too wide, each row is a paragraph", () => {
  const text = table(["BASE", "ORIGIN", "OF"], [["debian-slim", "packages", "today"]], 20);
  expect(text).toBe("debian-slim\n  ORIGIN  packages\n  OF      today");
});
