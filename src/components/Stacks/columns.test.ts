import { expect, test } from "vitest";
import { columns } from "./columns.ts";

const layer = (digest: string, fromBase = false) => ({
  digest: `sha256:${digest.repeat(16)}`,
  unpackedBytes: 1,
  compressedBytes: 1,
  createdBy: "",
  fromBase,
});

test("the base lies at the bottom, and a layer is shared when another image has it", () => {
  const seen = columns([
    { layers: [layer("base", true)] },
    { layers: [layer("base", true), layer("app1")] },
    { layers: [layer("else")] },
  ]);
  expect(seen.map((blocks) => blocks.map(({ short, shared }) => [short, shared]))).toEqual([
    [["basebasebase", true]],
    [
      ["app1app1app1", false],
      ["basebasebase", true],
    ],
    [["elseelseelse", false]],
  ]);
});

test("an image that repeats a layer of its own does not share it", () => {
  const [[top] = []] = columns([{ layers: [layer("same"), layer("same")] }, { layers: [] }]);
  expect(top?.shared).toBe(false);
});
