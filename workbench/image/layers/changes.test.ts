import { expect, test } from "vitest";
import { mergeLayers } from "../merge.ts";
import { fuzzFactor, random } from "../seeded.fixture.ts";
import type { FileFacts } from "../types.ts";
import { changesOf, type LayerChanges } from "./changes.ts";
import { layerOf as of } from "./layers.fixture.ts";
import type { TreeLayer } from "./tree.ts";

type Seen = Partial<LayerChanges>;
const CASES: readonly (readonly [what: string, layers: TreeLayer[], last: Seen, wasted: number[]])[] = [
  ["a file is added", [of("a"), of("b")], { added: ["/b"], changed: [], deleted: [] }, [0, 0]],
  ["a file is written again", [of("a"), of("a")], { added: [], changed: ["/a"], deleted: [] }, [1, 0]],
  ["a file is deleted", [of("a"), of(".wh.a")], { added: [], changed: [], deleted: ["/a"] }, [1, 0]],
  [
    "a folder that is only passed through",
    [of("d/", "d/a"), of("d/", "d/b")],
    { added: ["/d/b"], changed: [] },
    [0, 0],
  ],
  [
    "a folder goes with all in it",
    [of("d/a", "d/e/b"), of(".wh.d")],
    { deleted: ["/d", "/d/a", "/d/e", "/d/e/b"] },
    [2, 0],
  ],
  [
    "an opaque folder: what comes back was changed",
    [of("d/a", "d/b"), of("d/.wh..wh..opq", "d/b", "d/c")],
    { added: ["/d/c"], changed: ["/d/b"], deleted: ["/d/a"] },
    [2, 0],
  ],
  ["a file takes a folder's place", [of("d/a"), of("d")], { changed: ["/d"], deleted: ["/d/a"] }, [1, 0]],
  ["a folder takes a file's place", [of("d"), of("d/a")], { added: ["/d/a"], changed: ["/d"] }, [1, 0]],
  [
    "deleting nothing changes nothing",
    [of("a"), of(".wh.b")],
    { added: [], changed: [], deleted: [] },
    [0, 0],
  ],
  ["the same name twice in one layer", [of("a", "a")], { added: ["/a"], changed: [] }, [1]],
  ["one of two names goes", [of("a", "b=a"), of(".wh.a")], { deleted: ["/a"] }, [0, 0]],
  ["both names go", [of("a", "b=a"), of(".wh.a", ".wh.b")], { deleted: ["/a", "/b"] }, [1, 0]],
  ["no layers at all", [], {}, []],
];

test.for(CASES)("%s", ([, layers, last, wasted]) => {
  const changes = changesOf(layers);
  expect(changes.at(-1) ?? {}).toMatchObject(last);
  expect(changes.map(({ wastedBytes }) => wastedBytes)).toEqual(wasted);
});

/** The same answer the slow way: from the whole trees before and after each layer. */
function slowly(layers: readonly TreeLayer[]): LayerChanges[] {
  const last = mergeLayers(layers);
  return layers.map((layer, index) => {
    const before = mergeLayers(layers.slice(0, index));
    const after = mergeLayers(layers.slice(0, index + 1));
    const isRewritten = ({ path, type, layer: from }: FileFacts) =>
      from === index && before.has(path) && !(type === "directory" && before.get(path)?.type === "directory");
    const seen = [...last.values()].filter((file) => file.layer === index);
    const sum = (files: readonly { readonly bytes: number }[]) =>
      files.reduce((all, { bytes }) => all + bytes, 0);
    return {
      added: [...after.keys()].filter((path) => !before.has(path)),
      changed: [...after.values()].filter(isRewritten).map(({ path }) => path),
      deleted: [...before.keys()].filter((path) => !after.has(path)),
      wastedBytes: sum(layer.files) - sum(seen),
    };
  });
}

test("any layers: the same as comparing the whole trees", () => {
  const names = ["a", "d/", "d/a", "d/e/a", "d/e/", "d", "e>d", "f/g"];
  const marks = [".wh.a", ".wh.d", "d/.wh.a", "d/.wh..wh..opq", "d/e/.wh.a", ".wh..wh..opq", "d/.wh.e"];
  for (let seed = 0; seed < 500 * fuzzFactor(); seed++) {
    const pick = random(seed);
    const some = () =>
      Array.from(
        { length: 1 + pick(5) },
        () => [...names, ...marks][pick(names.length + marks.length)] ?? "",
      );
    const layers = Array.from({ length: 1 + pick(4) }, () => of(...some()));
    expect(changesOf(layers), `seed ${seed}`).toEqual(slowly(layers));
  }
});
