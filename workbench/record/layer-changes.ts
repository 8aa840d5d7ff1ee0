import { changesOf } from "../image/layers/changes.ts";
import type { LayerFacts, LayerFile } from "../image/types.ts";
import type { Observation } from "./schema.ts";
import { steadyText } from "./steady.ts";

type Layer = Extract<Observation, { kind: "image" }>["layers"][number];
type Changes = NonNullable<Layer["changes"]>;
type Paths = Changes["added"];

/** How many paths of a kind a recording names; a distribution's layer has thousands. */
const NAMED = 12;

/** What each layer adds, changes and deletes, base first, with the largest of its paths. Sizes in bytes. Pure. */
export function layerChanges(layers: readonly LayerFacts[]): Changes[] {
  const below = new Map<string, number>();
  return changesOf(layers).map(({ added, changed, deleted, wastedBytes }, index) => {
    const own = bytesByPath(layers[index]?.files ?? []);
    const gone = largest(deleted, below);
    for (const [path, bytes] of own) below.set(path, bytes);
    return { added: largest(added, own), changed: largest(changed, own), deleted: gone, wastedBytes };
  });
}

function bytesByPath(files: readonly LayerFile[]): Map<string, number> {
  return new Map(files.map(({ path, bytes }) => [path, bytes]));
}

function largest(paths: readonly string[], bytes: ReadonlyMap<string, number>): Paths {
  const named = paths
    .map((path) => ({ path, bytes: bytes.get(path) ?? 0 }))
    .sort((a, b) => b.bytes - a.bytes || (a.path < b.path ? -1 : 1))
    .slice(0, NAMED)
    .map(({ path, bytes }) => ({ path: steadyText(path), bytes }));
  return { count: paths.length, largest: named };
}
