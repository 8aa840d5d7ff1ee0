import type { FileFacts } from "../types.ts";
import { FileTree, type TreeLayer, type TreeWatcher } from "./tree.ts";

/** What one layer does to the file tree below it. Paths are sorted. */
export interface LayerChanges {
  readonly added: readonly string[];
  /** Written again, or a folder with another owner or mode. A folder that a tar only lists on the way is none. */
  readonly changed: readonly string[];
  /** No longer there: by a whiteout, an opaque folder, or because something else took the place of a folder. */
  readonly deleted: readonly string[];
  /** Unpacked bytes of files of this layer that nobody sees, since a later layer (or this one) deletes or replaces them. */
  readonly wastedBytes: number;
}

/** What each layer of an image adds, changes and deletes, base first, and how many of its bytes are wasted. */
export function changesOf(layers: readonly TreeLayer[]): LayerChanges[] {
  const waste = new Waste();
  let current = new Step(waste);
  const tree = new FileTree({
    placed: (file, before) => current.placed(file, before),
    removed: (file) => current.removed(file),
  });
  const steps = layers.map((layer) => {
    current = new Step(waste);
    tree.apply(layer);
    return current.changes();
  });
  return steps.map((step, layer) => ({ ...step, wastedBytes: waste.bytesOf(layer) }));
}

/** Gathers what one layer does. */
class Step implements TreeWatcher {
  readonly #waste: Waste;
  /** What stood, before this layer, where it touches the tree. */
  readonly #before = new Map<string, FileFacts>();
  readonly #now = new Map<string, FileFacts>();

  constructor(waste: Waste) {
    this.#waste = waste;
  }

  placed(file: FileFacts, before: FileFacts | null): void {
    // The link first: a tar may list a name again as a hard link to itself.
    this.#waste.add(file);
    if (before) this.#forget(before);
    this.#now.set(file.path, file);
  }

  removed(file: FileFacts): void {
    this.#forget(file);
  }

  #forget(file: FileFacts): void {
    this.#waste.drop(file);
    if (!this.#now.delete(file.path)) this.#before.set(file.path, file);
  }

  changes() {
    const touched = [...this.#now.values()];
    const isNew = (file: FileFacts) => !this.#before.has(file.path);
    const paths = (files: readonly FileFacts[]) => files.map(({ path }) => path).sort();
    return {
      added: paths(touched.filter(isNew)),
      changed: paths(touched.filter((file) => differs(file, this.#before.get(file.path)))),
      deleted: [...this.#before.keys()].filter((path) => !this.#now.has(path)).sort(),
    };
  }
}

function differs(file: FileFacts, before: FileFacts | undefined): boolean {
  if (!before) return false;
  const stays = file.type === "directory" && before.type === "directory";
  return !stays || file.mode !== before.mode || file.uid !== before.uid || file.gid !== before.gid;
}

/** The bytes of a file, and how many names of it can be seen. */
interface Content {
  readonly bytes: number;
  readonly layer: number;
  names: number;
}

/** Counts bytes that no name leads to any more: a file with a second name (a hard link) is there until both are gone. */
class Waste {
  readonly #contents = new WeakMap<FileFacts, Content>();
  /** By path in the layer being applied, which is where hard links point to. */
  readonly #byPath = new Map<string, Content>();
  readonly #wasted = new Map<number, number>();

  bytesOf(layer: number): number {
    return this.#wasted.get(layer) ?? 0;
  }

  add(file: FileFacts): void {
    if (file.type === "file") {
      const content = { bytes: file.bytes, layer: file.layer, names: 1 };
      this.#contents.set(file, content);
      this.#byPath.set(file.path, content);
    } else if (file.type === "hardlink") {
      const content = this.#byPath.get(file.linkTarget ?? "");
      if (content?.layer !== file.layer) return;
      content.names += 1;
      this.#contents.set(file, content);
      this.#byPath.set(file.path, content);
    }
  }

  drop(file: FileFacts): void {
    const content = this.#contents.get(file);
    if (!content || --content.names > 0) return;
    this.#wasted.set(content.layer, this.bytesOf(content.layer) + content.bytes);
  }
}
