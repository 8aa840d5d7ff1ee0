import type { LayerIndex } from "./layer-index.ts";
import type { FileFacts, LayerFile } from "./types.ts";

interface Node {
  facts: FileFacts | null;
  /** null for anything but a folder. */
  children: Map<string, Node> | null;
}

const folder = (): Node => ({ facts: null, children: new Map() });

/**
 * The file tree that a container would see, sorted by path. In each layer the whiteouts count first, whatever their place in
 * the tar, and only against the layers below; a folder over a folder keeps its children, anything else replaces.
 * A parent that no layer lists is shown as a folder of root's, mode 755, as the engine makes it.
 */
export function mergeLayers(layers: readonly LayerIndex[]): ReadonlyMap<string, FileFacts> {
  const root = folder();
  for (const [index, layer] of layers.entries()) {
    for (const whiteout of layer.whiteouts) {
      if (whiteout.kind === "path") remove(root, whiteout.path);
      else find(root, whiteout.path)?.children?.clear();
    }
    for (const file of layer.files) add(root, file, index);
  }
  return flatten(root);
}

const partsOf = (path: string) => path.split("/").filter((part) => part !== "");

function find(root: Node, path: string): Node | null {
  let node: Node | undefined = root;
  for (const part of partsOf(path)) node = node?.children?.get(part);
  return node ?? null;
}

function remove(root: Node, path: string): void {
  const parts = partsOf(path);
  const name = parts.pop();
  if (name !== undefined) find(root, parts.join("/"))?.children?.delete(name);
}

function add(root: Node, file: LayerFile, layer: number): void {
  const parts = partsOf(file.path);
  const name = parts.pop();
  if (name === undefined) return;
  let children = root.children ?? new Map<string, Node>();
  let path = "";
  for (const part of parts) {
    path += `/${part}`;
    const next: Node = asFolder(children.get(part)) ?? impliedFolder(path, layer);
    children.set(part, next);
    children = next.children ?? children;
  }
  const facts: FileFacts = { ...file, layer };
  const kept = file.type === "directory" ? (children.get(name)?.children ?? new Map<string, Node>()) : null;
  children.set(name, { facts, children: kept });
}

const asFolder = (node: Node | undefined) => (node?.children ? node : null);

function impliedFolder(path: string, layer: number): Node {
  const facts: FileFacts = {
    path,
    type: "directory",
    bytes: 0,
    mode: 0o755,
    uid: 0,
    gid: 0,
    linkTarget: null,
    program: null,
    secrets: [],
    layer,
  };
  return { facts, children: new Map() };
}

/** Without recursion: a hostile archive can nest folders deeper than the call stack. */
function flatten(root: Node): ReadonlyMap<string, FileFacts> {
  const all: FileFacts[] = [];
  const open: Node[] = [root];
  for (let node = open.pop(); node; node = open.pop()) {
    if (node.facts) all.push(node.facts);
    for (const child of node.children?.values() ?? []) open.push(child);
  }
  all.sort((a, b) => (a.path < b.path ? -1 : 1));
  return new Map(all.map((facts) => [facts.path, facts]));
}
