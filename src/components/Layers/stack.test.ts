import { expect, test } from "vitest";
import { stack, thinnest } from "./stack.ts";

const layer = (digest: string, unpackedBytes: number, fromBase = false) => ({
  digest,
  unpackedBytes,
  compressedBytes: 0,
  createdBy: "",
  fromBase,
});

test("the base lies at the bottom, heights are to scale, the thin still show", () => {
  const strata = stack([layer("base", 750, true), layer("app", 250), layer("empty", 0)], 300);
  expect(strata.map(({ digest, top, drawn, thin }) => [digest, top, drawn, thin])).toEqual([
    ["empty", 0, thinnest, true],
    ["app", thinnest, 75, false],
    ["base", thinnest + 75, 225, false],
  ]);
});

test("layers without a byte are drawn too", () => {
  expect(stack([layer("empty", 0)], 300).map(({ drawn }) => drawn)).toEqual([thinnest]);
});
