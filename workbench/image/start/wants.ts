import type { LayerFile } from "../types.ts";
import { USER_FILES } from "./identity.ts";

const MIB = 1024 * 1024;

/** Files whose bytes a prediction reads; each by the path that the file itself has, and with what it is too large for. */
const WANTED: readonly (readonly [RegExp, number])[] = [
  [/\/ld\.so\.cache$/, 8 * MIB],
  [/\/ld-musl-[^/]+\.path$/, MIB],
  // A glibc loader holds the list of its default folders.
  [/\/(ld-linux[^/]*\.so\.\d+|ld64\.so\.\d+|ld-\d[^/]*\.so|ld\.so(\.\d+)?)$/, 4 * MIB],
  [new RegExp(`^(${USER_FILES.join("|")})$`), MIB],
];

/** Whether `predictStart` reads this file's bytes: pass it on as `wantFiles` when the image is read. */
export function wantsStart(file: LayerFile): boolean {
  return file.type === "file" && WANTED.some(([path, most]) => file.bytes <= most && path.test(file.path));
}
