import { posix } from "node:path";
import type { ImageRead } from "../../image/read.ts";
import { impliedFolder } from "../../image/implied.ts";
import { resolvePath } from "../../image/path.ts";
import { predictStart } from "../../image/start/predict.ts";
import type { StartPrediction } from "../../image/start/types.ts";
import type { FileFacts } from "../../image/types.ts";

/** An image's own program: the first file that its command opens; null where there is none to try. */
export function programOf(own: StartPrediction): string | null {
  return own.chain[0] ?? null;
}

/**
 * What would happen if the one file of a program were copied from an image to the same path of another, and started there
 * by that path: what `COPY --from` of a single file does, which follows the links of both images.
 */
export function startElsewhere(program: string, from: ImageRead, to: ImageRead): StartPrediction {
  const file = resolvePath(from.files, program);
  if (file === null) return predictStart(to, { path: program });
  const files = new Map(to.files);
  const folder = folderIn(files, posix.dirname(program));
  const path = `${folder === "/" ? "" : folder}/${posix.basename(program)}`;
  files.set(path, { ...file, path });
  return predictStart({ ...to, files }, { path: program });
}

/** The folder that a path leads to, made with all above it where it is not there, as the engine makes it. */
export function folderIn(files: Map<string, FileFacts>, path: string): string {
  if (path === "/") return path;
  const found = resolvePath(files, path);
  if (found !== null) return found.path;
  const above = folderIn(files, posix.dirname(path));
  const made = `${above === "/" ? "" : above}/${posix.basename(path)}`;
  files.set(made, impliedFolder(made));
  return made;
}
