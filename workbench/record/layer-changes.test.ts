import { expect, test } from "vitest";
import { layerOf } from "../image/layers/layers.fixture.ts";
import { layerChanges } from "./layer-changes.ts";

const layers = [layerOf("a", "b"), layerOf("a"), layerOf(".wh.b", "c")].map((layer) => ({
  ...layer,
  digest: "",
  unpackedBytes: 0,
  compressedBytes: 0,
  createdBy: "",
  entryCount: 0,
}));

test("a layer's paths are counted and named, deleted ones with what the layers below keep of them", () => {
  const named = (...paths: string[]) => ({
    count: paths.length,
    largest: paths.map((path) => ({ path, bytes: 1 })),
  });
  expect(layerChanges(layers)).toEqual([
    { added: named("/a", "/b"), changed: named(), deleted: named(), wastedBytes: 2 },
    { added: named(), changed: named("/a"), deleted: named(), wastedBytes: 0 },
    { added: named("/c"), changed: named(), deleted: named("/b"), wastedBytes: 0 },
  ]);
});

test("of many paths only the first dozen are named", () => {
  const names = Array.from({ length: 20 }, (_, index) => `f${index}`);
  const [only] = layerChanges([{ ...(layers[0] ?? expect.unreachable()), files: layerOf(...names).files }]);
  expect(only?.added.count).toBe(20);
  expect(only?.added.largest).toHaveLength(12);
});

test("a list of packages is named without the mirror that it came from", () => {
  const list = "var/lib/apt/lists/packages.example_debian-security_dists_trixie-security_InRelease";
  const [only] = layerChanges([{ ...(layers[0] ?? expect.unreachable()), files: layerOf(list).files }]);
  expect(only?.added.largest[0]).toEqual({
    path: "/var/lib/apt/lists/<mirror>_dists_trixie-security_InRelease",
    bytes: 1,
  });
});
