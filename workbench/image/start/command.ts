import { posix } from "node:path";
import type { Ending, StartImage, StartRequest } from "./types.ts";
import { walk, type View } from "./walk.ts";
import { ROOT } from "./rights.ts";

/** The engine's own, where neither image nor user sets one (moby, oci/defaults and daemon/oci_linux). */
const DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

/** What the engine would start: ENTRYPOINT and CMD joined; an ENTRYPOINT of one empty text counts as none. */
export function argvOf(image: StartImage, request: StartRequest): string[] {
  if (request.path !== undefined) return [request.path];
  const { config } = image;
  // Empty is as good as not given, but for an empty ENTRYPOINT, which clears the image's (moby, daemon/commit.go, merge).
  const inherits = (request.entrypoint ?? []).length === 0;
  const given = request.cmd ?? [];
  const cmd = given.length > 0 ? given : inherits ? (config.cmd ?? []) : [];
  const entrypoint = request.entrypoint ?? config.entrypoint ?? [];
  return [...(entrypoint.length === 1 && entrypoint[0] === "" ? [] : entrypoint), ...cmd];
}

/** Value of a variable in the container, the last one counting; null where it is not set. PATH always is. */
export function variable(image: StartImage, name: string): string | null {
  const value = image.config.env.findLast((line) => line.startsWith(`${name}=`))?.slice(name.length + 1);
  return value ?? (name === "PATH" ? DEFAULT_PATH : null);
}

/** The end of an image that names nothing to start. */
export const NO_COMMAND: Ending = {
  outcome: "fails",
  stage: "command",
  reason: "The image has neither ENTRYPOINT nor CMD, so there is nothing to start.",
  error: { texts: ["No command specified", "no command specified"], exitCodes: [125] },
};

/**
 * The folder that the container starts in, links followed. One that is not there is made by the engine, empty and owned
 * by root; a file in its place, or a path that does not begin with a slash, is refused.
 */
export function workdirOf(image: StartImage): string | Ending {
  const wanted = image.config.workdir === "" ? "/" : image.config.workdir;
  if (!wanted.startsWith("/")) {
    return refused(`The WORKDIR ${wanted} does not begin with a slash.`, [
      `the working directory '${wanted}' is invalid, it needs to be an absolute path`,
      // Said by runc, where it stands in the image's config.
      "Cwd must be an absolute path",
    ]);
  }
  const view: View = { files: image.files, who: ROOT, cwd: "/" };
  const found = walk(view, posix.normalize(wanted));
  if (found.ok && found.file.type === "directory") return found.path;
  if (!found.ok && found.errno === "ENOENT") return posix.normalize(wanted).replace(/(?<=.)\/$/, "");
  return refused(`The WORKDIR ${wanted} is not a folder of the image.`, [
    "not a directory",
    "too many links",
    "too many levels of symbolic links",
    "file name too long",
  ]);
}

function refused(reason: string, texts: readonly string[]): Ending {
  return {
    outcome: "fails",
    stage: "workdir",
    reason,
    error: { texts: [...texts], exitCodes: [125, 126, 127] },
  };
}
