import type { FileFacts } from "./types.ts";

/** A folder that no layer lists: root's, mode 755, as the engine makes it. Pure. */
export function impliedFolder(path: string, layer = 0): FileFacts {
  const owner = { mode: 0o755, uid: 0, gid: 0 };
  return { path, type: "directory", bytes: 0, ...owner, linkTarget: null, program: null, secrets: [], layer };
}
