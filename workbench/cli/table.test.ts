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
