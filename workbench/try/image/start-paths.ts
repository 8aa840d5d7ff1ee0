import { posix } from "node:path";
import { resolvePath } from "../../image/path.ts";
import { predictStart } from "../../image/start/predict.ts";
import type { StartImage } from "../../image/start/types.ts";

/**
 * Paths, as they are written, that an image's start goes by: what kernel and loader open, words of the command that are
 * files of the image, and the folder it starts in. Pure; the image must have been read with `wantsStart`.
 * @param command arguments in place of the image's CMD; empty for its own
 */
export function startPaths(image: StartImage, command: readonly string[] = []): readonly string[] {
  const { argv, chain, libraries } = predictStart(image, command.length > 0 ? { cmd: command } : {});
  const workdir = posix.resolve("/", image.config.workdir);
  const words = argv.map((word) => posix.resolve(workdir, word));
  const libraryPaths = libraries.map(({ path }) => path).filter((path) => path !== null);
  const named = [...chain, ...libraryPaths, ...words, workdir, ...image.config.volumes];
  return [...new Set(named)].filter((path) => resolvePath(image.files, path) !== null);
}
