import { expect, test } from "vitest";
import { stack, thinnest, wasteOf } from "./stack.ts";

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

test("what is wasted is drawn as a share of its layer and added up; where nobody asked, nothing is claimed", () => {
  const none = { count: 0, largest: [] };
  const changes = { added: none, changed: none, deleted: none, wastedBytes: 50 };
  const layers = [layer("base", 100, true), { ...layer("app", 200), changes }];
  expect(stack(layers, 300).map(({ wastedShare }) => wastedShare)).toEqual([0.25, 0]);
  expect(wasteOf(layers)).toBe(50);
  expect(wasteOf([layer("base", 100)])).toBeNull();
});
