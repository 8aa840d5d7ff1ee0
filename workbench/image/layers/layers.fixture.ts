import { entryPath, whiteoutOf } from "../entry-path.ts";
import type { LayerFile } from "../types.ts";
import type { TreeLayer } from "./tree.ts";

/** A layer of these names: `name/` is a folder, `name>target` a symlink, `name=target` a hard link, `.wh.` a whiteout, else a file of one byte. */
export const layerOf = (...names: string[]): TreeLayer => ({
  files: names.filter((name) => !name.includes(".wh.")).map(fileOf),
  whiteouts: names
    .map((name) => whiteoutOf(entryPath(name)))
    .filter((whiteout) => whiteout !== null && whiteout.kind !== "bookkeeping"),
});

function fileOf(name: string): LayerFile {
  const [path = "", target] = name.split(/[>=]/);
  const type = name.includes(">")
    ? "symlink"
    : name.includes("=")
      ? "hardlink"
      : path.endsWith("/")
        ? "directory"
        : "file";
  const owner = { mode: 0o755, uid: 0, gid: 0 };
  const linkTarget = type === "hardlink" ? entryPath(target ?? "") : (target ?? null);
  return {
    ...{ path: entryPath(path), type, bytes: type === "file" ? 1 : 0, ...owner, linkTarget },
    ...{ program: null, secrets: [] },
  };
}
