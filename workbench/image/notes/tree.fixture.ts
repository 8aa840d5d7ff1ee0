import type { FileContent } from "../keep.ts";
import { mergeLayers } from "../merge.ts";
import type { LayerFile, Whiteout } from "../types.ts";
import type { Tree } from "./kept.ts";
import { wantsNote } from "./wants.ts";

/** A file of a test's image: its content, or what else it is. */
export type Made = string | Uint8Array | (Partial<LayerFile> & { readonly content?: string | Uint8Array });

/** One entry of a layer; a path that ends in a slash is a folder. */
export function layerFile(path: string, made: Made): LayerFile {
  const { content, ...more } =
    typeof made === "string" || made instanceof Uint8Array ? { content: made } : made;
  const isFolder = path.endsWith("/");
  return {
    path: isFolder ? path.slice(0, -1) : path,
    type: isFolder ? "directory" : "file",
    bytes: Buffer.from(content ?? "").length,
    mode: isFolder ? 0o755 : 0o644,
    uid: 0,
    gid: 0,
    linkTarget: null,
    program: null,
    secrets: [],
    ...more,
  };
}

/** A link of a test's image. */
export const linkTo = (linkTarget: string): Made => ({ type: "symlink", linkTarget });

/** The tree of these layers, with the contents that the notes themselves ask for. */
export function treeOf(...layers: readonly (Readonly<Record<string, Made>> | Whiteout)[]): Tree {
  const indexes = layers.map((layer) =>
    "kind" in layer && typeof layer.kind === "string"
      ? { files: [], whiteouts: [layer as Whiteout] }
      : { files: Object.entries(layer).map(([path, made]) => layerFile(path, made)), whiteouts: [] },
  );
  const files = mergeLayers(indexes);
  const contents = new Map<string, FileContent>();
  for (const layer of layers) {
    for (const [path, made] of Object.entries(layer)) {
      const content = typeof made === "string" || made instanceof Uint8Array ? made : made.content;
      const file = files.get(path);
      if (file && content !== undefined && wantsNote(file))
        contents.set(path, { bytes: Buffer.from(content), whole: true });
    }
  }
  return { files, contents };
}
