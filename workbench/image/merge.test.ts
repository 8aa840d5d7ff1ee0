import { expect, test } from "vitest";
import { layerOf as of } from "./layers/layers.fixture.ts";
import type { TreeLayer } from "./layers/tree.ts";
import { mergeLayers } from "./merge.ts";

const CASES: readonly (readonly [what: string, layers: TreeLayer[], paths: string[]])[] = [
  ["a whiteout takes a file", [of("a", "b"), of(".wh.a")], ["/b"]],
  ["a whiteout takes a folder with all in it", [of("d/", "d/x/y", "e"), of(".wh.d")], ["/e"]],
  ["a whiteout does not touch its own layer", [of("d/x"), of("d/y", ".wh.d")], ["/d", "/d/y"]],
  ["a whiteout of nothing does nothing", [of("a"), of(".wh.b", "c/.wh.d")], ["/a"]],
  [
    "an opaque folder hides what was below",
    [of("d/", "d/a", "d/b/c"), of("d/new", "d/.wh..wh..opq")],
    ["/d", "/d/new"],
  ],
  ["an opaque root hides all", [of("a", "b/"), of("c", ".wh..wh..opq")], ["/c"]],
  ["a folder over a folder keeps what is in it", [of("d/", "d/a"), of("d/")], ["/d", "/d/a"]],
  ["a file over a folder replaces it", [of("d/", "d/a"), of("d")], ["/d"]],
  [
    "a link over a folder replaces it",
    [of("lib/", "lib/a"), of("usr/lib/", "lib>usr/lib")],
    ["/lib", "/usr", "/usr/lib"],
  ],
  [
    "a folder over a link replaces the link",
    [of("usr/lib/a", "lib>usr/lib"), of("lib/b")],
    ["/lib", "/lib/b", "/usr", "/usr/lib", "/usr/lib/a"],
  ],
  [".. and . stay inside the root", [of("../../etc/x", "./y", "/z")], ["/etc", "/etc/x", "/y", "/z"]],
  ["AUFS bookkeeping is nothing", [of("a", ".wh..wh.plnk", "d/.wh..wh.aufs")], ["/a"]],
];

test.for(CASES)("%s", ([, layers, paths]) => {
  expect([...mergeLayers(layers).keys()]).toEqual(paths);
});

test("the last layer that has a path is named; parents that none lists are root's", () => {
  const files = mergeLayers([of("d/a"), of("d/a", "d/b")]);
  expect(files.get("/d/a")?.layer).toBe(1);
  expect(files.get("/d")).toMatchObject({ type: "directory", mode: 0o755, uid: 0, layer: 0 });
});

test("ten thousand folders inside each other and a hundred thousand files are no trouble", () => {
  const deep = mergeLayers([of(`${"d/".repeat(10_000)}end`)]);
  expect(deep.size).toBe(10_001);
  const wide = mergeLayers([
    of(...Array.from({ length: 100_000 }, (_, index) => `d/${index}`)),
    of("d/.wh.7"),
  ]);
  expect(wide.size).toBe(100_000);
});
