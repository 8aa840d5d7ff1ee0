import { existsSync, statfsSync } from "node:fs";
import { enableCompileCache } from "node:module";
import path from "node:path";
import { stateDir } from "../state.ts";

/** Bytes that must be free. Where a file can't be written whole, Node leaves its beginning behind. */
const ROOM = 64 * 1024 * 1024;

/**
 * Lets Node remember, in the state folder, the code that it has compiled and the types that it has stripped: a start
 * then takes about half the time. Only what is imported after this is remembered, and only where the bootstrap has made
 * a place for it.
 */
export function rememberCompiled(): void {
  const folder = path.join(stateDir(), "compiled");
  if (existsSync(folder) && hasRoom(folder)) enableCompileCache(folder);
}

function hasRoom(folder: string): boolean {
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM;
}
