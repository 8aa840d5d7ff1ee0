import type { Header } from "tar-stream";
import { ImageReadError } from "./read-error.ts";

/**
 * Makes a header safe to go on with, and throws ImageReadError where that can't be: tar-stream waits forever for the bytes
 * of an entry whose size it could not read, or of a folder that says it has some (POSIX: there the size is only a hint).
 */
export function checkHeader(header: Header): void {
  if (header.type === "directory") header.size = 0;
  if (Number.isSafeInteger(header.size) && header.size >= 0) return;
  throw new ImageReadError(`the tar entry ${header.name} has no sensible size (${header.size})`);
}
