import { impliedFolder } from "../implied.ts";
import type { FileFacts, LayerFile, Whiteout } from "../types.ts";

/** What a tree needs of a layer. */
export interface TreeLayer {
  readonly files: readonly LayerFile[];
  readonly whiteouts: readonly Whiteout[];
}

/** Is told what a layer does to the tree, in the order in which it happens. */
export interface TreeWatcher {
  /** `before` is what stood there and is replaced; null when the path is new. Children of a replaced folder are told of by `removed`. */
  placed(file: FileFacts, before: FileFacts | null): void;
  removed(file: FileFacts): void;
}

interface Node {
  facts: FileFacts | null;
  /** null for anything but a folder. */
  children: Map<string, Node> | null;
}

/** The files that a container would see, built layer by layer. */
export class FileTree {
  readonly #root: Node = { facts: null, children: new Map() };
  readonly #watcher: TreeWatcher | null;
  #layer = 0;

  constructor(watcher: TreeWatcher | null = null) {
    this.#watcher = watcher;
  }

  /**
   * Puts the next layer on top. Its whiteouts count first, whatever their place in the tar, and only against the layers
   * below; a folder over a folder keeps its children, anything else replaces. A parent that no layer lists is shown as a
   * folder of root's, mode 755, as the engine makes it.
   */
  apply(layer: TreeLayer): void {
    for (const { kind, path } of layer.whiteouts) {
      const node = this.#find(path);
      if (!node) continue;
      if (kind === "opaque") this.#clear(node);
      else this.#remove(path, node);
    }
    for (const file of layer.files) this.#add({ ...file, layer: this.#layer });
    this.#layer += 1;
  }

  /** All files by path, sorted by path. */
  files(): ReadonlyMap<string, FileFacts> {
    const all: FileFacts[] = [];
    for (const node of descendants(this.#root)) if (node.facts) all.push(node.facts);
    all.sort((a, b) => (a.path < b.path ? -1 : 1));
    return new Map(all.map((facts) => [facts.path, facts]));
  }

  #find(path: string): Node | null {
    let node: Node | undefined = this.#root;
    for (const part of partsOf(path)) node = node?.children?.get(part);
    return node ?? null;
  }

  #remove(path: string, node: Node): void {
    const cut = path.lastIndexOf("/");
    this.#find(path.slice(0, cut))?.children?.delete(path.slice(cut + 1));
    this.#clear(node);
    if (node.facts) this.#watcher?.removed(node.facts);
  }

  #clear(folder: Node): void {
    if (this.#watcher) for (const { facts } of descendants(folder)) if (facts) this.#watcher.removed(facts);
    folder.children?.clear();
  }

  #add(facts: FileFacts): void {
    let children = this.#root.children;
    let start = 1;
    for (let end = facts.path.indexOf("/", start); end > 0; end = facts.path.indexOf("/", start)) {
      const part = facts.path.slice(start, end);
      const known = children?.get(part);
      const next = known?.children
        ? known
        : this.#replace(known, impliedFolder(facts.path.slice(0, end), facts.layer));
      if (next !== known) children?.set(part, next);
      children = next.children;
      start = end + 1;
    }
    const name = facts.path.slice(start);
    if (name !== "") children?.set(name, this.#replace(children.get(name), facts));
  }

  /** The node of a file in place of another; what a folder that goes on being one holds stays. */
  #replace(old: Node | undefined, facts: FileFacts): Node {
    const isFolder = facts.type === "directory";
    if (old?.children && !isFolder) this.#clear(old);
    this.#watcher?.placed(facts, old?.facts ?? null);
    return { facts, children: isFolder ? (old?.children ?? new Map<string, Node>()) : null };
  }
}

const partsOf = (path: string) => path.split("/").filter((part) => part !== "");

/** All that is under a node, without recursion: a hostile archive can nest folders deeper than the call stack. */
function* descendants(top: Node): Generator<Node> {
  const open = [...(top.children?.values() ?? [])];
  for (let node = open.pop(); node; node = open.pop()) {
    yield node;
    for (const child of node.children?.values() ?? []) open.push(child);
  }
}
