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
  return layers.flatMap((layer, index) =>
    layer.files.flatMap(({ path, secrets }) => {
      if (secrets.length === 0) return [];
      const visible = files.get(path)?.layer === index;
      const goneInLayer = visible ? null : goneIn(layers, index, path);
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

/** The first later layer that takes a path away, by a whiteout or by putting something in its place. */
function goneIn(layers: readonly LayerFacts[], from: number, path: string): number | null {
  const isUnder = (folder: string) => path.startsWith(folder === "/" ? "/" : `${folder}/`);
  for (let index = from + 1; index < layers.length; index++) {
    const { whiteouts = [], files = [] } = layers[index] ?? {};
    const removed = whiteouts.some(
      (each) => isUnder(each.path) || (each.kind === "path" && each.path === path),
    );
    const replaced = files.some(
      (each) => each.path === path || (each.type !== "directory" && isUnder(each.path)),
    );
    if (removed || replaced) return index;
  }
  return null;
}
