import { changesOf } from "../../image/layers/changes.ts";
import { mergeLayers } from "../../image/merge.ts";
import type { ImageRead } from "../../image/read.ts";
import { listed } from "./listed.ts";
import { withOtherNames } from "./other-names.ts";

type Layered = Pick<ImageRead, "files" | "layers">;

/** Where package managers write down what is installed. distroless' status.d has a file a package, so nothing is merged there. */
const DATABASE =
  /^\/(var\/lib\/dpkg(\/(?!status\.d(\/|$))|$)|(usr\/)?lib\/apk(\/|$)|etc\/apk\/world$|var\/lib\/rpm(\/|$)|usr\/(lib\/sysimage|share)\/rpm(\/|$)|var\/lib\/pacman(\/|$))/;

/** What the layers above an image's base add, change and delete. Pure. */
export function ownPaths(image: Layered, baseLayers: number) {
  const base = mergeLayers(image.layers.slice(0, baseLayers));
  const touched = new Set(
    changesOf(image.layers)
      .slice(baseLayers)
      .flatMap(({ added, changed }) => [...added, ...changed]),
  );
  const there = [...touched].filter((path) => image.files.has(path));
  const paths = withOtherNames(
    image,
    there.filter((path) => !DATABASE.test(path)),
  );
  const changed = new Set([...paths].filter((path) => base.has(path)));
  const gone = [...base.keys()].filter((path) => !image.files.has(path) && !DATABASE.test(path));
  const deleted = topmost(gone);
  return { paths, changed, deleted, notes: notesOf(image, changed, deleted, there.some(isDatabase)) };
}

const isDatabase = (path: string) => DATABASE.test(path);

function notesOf(
  { files }: Layered,
  changed: ReadonlySet<string>,
  deleted: readonly string[],
  installed: boolean,
): readonly string[] {
  const rewritten = [...changed].filter((path) => files.get(path)?.type !== "directory");
  return [
    installed
      ? "It installs packages. Their files were carried; the list of installed packages was not, so a package manager or scanner does not see them there."
      : null,
    rewritten.length > 0
      ? `It rewrites ${listed(rewritten)} of its base. Carried as it stands now, with what it holds of that base.`
      : null,
    deleted.length > 0
      ? `It deletes ${listed(deleted)} of its base. A deletion was not carried: nothing can be deleted without a program that does it.`
      : null,
  ].filter((note) => note !== null);
}

/** Without what lies in a folder that is in the list too. */
function topmost(paths: readonly string[]): readonly string[] {
  const all = new Set(paths);
  return paths.filter((path) => !all.has(path.slice(0, path.lastIndexOf("/"))));
}
