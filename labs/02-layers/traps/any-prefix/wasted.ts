/** One layer, as its archive has it. */
export interface Layer {
  /** The files in it, by absolute path: how many bytes each holds. */
  readonly files: ReadonlyMap<string, number>;
  /** Paths that it deletes from the layers below: of a file, or of a folder with all that is in it. */
  readonly deletes: readonly string[];
}

/**
 * How many bytes of an image nobody can see: of files that a later layer deletes, or replaces by another of that path.
 * `layers`: lowest first. A layer deletes first and then lays down its own files.
 */
export function wastedBytes(layers: readonly Layer[]): number {
  const visible = new Map<string, number>();
  let wasted = 0;
  const lose = (path: string): void => {
    wasted += visible.get(path) ?? 0;
    visible.delete(path);
  };
  for (const { files, deletes } of layers) {
    for (const deleted of deletes) {
      for (const path of [...visible.keys()]) {
        if (path.startsWith(deleted)) lose(path);
      }
    }
    for (const [path, bytes] of files) {
      lose(path);
      visible.set(path, bytes);
    }
  }
  return wasted;
}
