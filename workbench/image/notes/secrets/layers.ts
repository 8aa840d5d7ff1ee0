import type { ImageFacts, LayerFacts } from "../../types.ts";
import type { SecretNote } from "../schema.ts";

/**
 * Folders that package managers fill. What lies there came with a published package: a key in it is no secret any more, but
 * an example or a test's. Said beside the finding instead of hiding it: nobody can know it from the path alone.
 */
const PACKAGE_FOLDERS =
  /^\/(?:usr\/)?(?:lib(?:32|64|exec)?|include)\/|^\/usr\/share\/(?:doc|perl|python|py|ruby|gems?|rubygems|nodejs|javascript|gtk-doc|openssl)|^\/usr\/local\/(?:go|lib|rustup|cargo)\/|^\/opt\/(?:conda|venv)\/|\/(?:node_modules|site-packages|dist-packages|pkg\/mod|gems|\.cargo\/registry|\.m2\/repository|bower_components)\//;

/** Secrets of all layers, base first, those that a later layer deletes or replaces included. */
export function secretsOf({ layers, files }: Pick<ImageFacts, "layers" | "files">): SecretNote[] {
  // Only an image with secrets is looked at twice.
  let effects: readonly Effects[] | null = null;
  return layers.flatMap((layer, index) =>
    layer.files.flatMap(({ path, secrets }) => {
      if (secrets.length === 0) return [];
      effects ??= layers.map(effectsOf);
      const visible = files.get(path)?.layer === index;
      const goneInLayer = visible ? null : goneIn(effects, index, path);
      const fromPackage = PACKAGE_FOLDERS.test(path);
      return secrets.map(({ kind, line }) => ({
        kind,
        path,
        line,
        layer: index,
        visible,
        goneInLayer,
        fromPackage,
      }));
    }),
  );
}

/** What a layer puts somewhere (whether it is a folder), and takes away. */
interface Effects {
  readonly isFolder: ReadonlyMap<string, boolean>;
  readonly removed: ReadonlySet<string>;
  readonly emptied: ReadonlySet<string>;
}

function effectsOf({ files, whiteouts }: LayerFacts): Effects {
  const paths = (kind: string) =>
    new Set(whiteouts.filter((each) => each.kind === kind).map(({ path }) => path));
  return {
    isFolder: new Map(files.map(({ path, type }) => [path, type === "directory"])),
    removed: paths("path"),
    emptied: paths("opaque"),
  };
}

/** The first later layer that takes a path away, by a whiteout or by putting something in its place. */
function goneIn(effects: readonly Effects[], from: number, path: string): number | null {
  const above = foldersAbove(path);
  const takes = ({ isFolder, removed, emptied }: Effects) =>
    removed.has(path) ||
    isFolder.has(path) ||
    above.some((folder) => removed.has(folder) || emptied.has(folder) || isFolder.get(folder) === false);
  const index = effects.findIndex((effect, at) => at > from && takes(effect));
  return index < 0 ? null : index;
}

/** `/a/b/c` → `/a/b`, `/a`, `/`. */
function foldersAbove(path: string): string[] {
  const parts = path.split("/").slice(1, -1);
  return [...parts.map((_, index) => `/${parts.slice(0, parts.length - index).join("/")}`), "/"];
}
