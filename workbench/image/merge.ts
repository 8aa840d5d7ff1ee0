import { FileTree, type TreeLayer } from "./layers/tree.ts";
import type { FileFacts } from "./types.ts";

/** The file tree that a container would see, by path, sorted by path. Base first. */
export function mergeLayers(layers: readonly TreeLayer[]): ReadonlyMap<string, FileFacts> {
  const tree = new FileTree();
  for (const layer of layers) tree.apply(layer);
  return tree.files();
}
