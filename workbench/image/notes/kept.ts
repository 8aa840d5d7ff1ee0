import type { FileContent } from "../keep.ts";
import { isRegular, resolvePath } from "../path.ts";
import type { FileFacts } from "../types.ts";

/** The part of a read image that the notes look into. */
export interface Tree {
  readonly files: ReadonlyMap<string, FileFacts>;
  readonly contents: ReadonlyMap<string, FileContent>;
}

/** A file behind a path, and its bytes; null bytes where they were not kept, or not whole. */
export interface KeptFile {
  readonly file: FileFacts;
  readonly bytes: Uint8Array | null;
}

/** The regular file that a path leads to, links followed; null where there is none. */
export function keptFile(tree: Tree, path: string): KeptFile | null {
  const file = resolvePath(tree.files, path);
  if (!file || !isRegular(file)) return null;
  const content = tree.contents.get(file.path);
  return { file, bytes: content?.whole === true ? content.bytes : null };
}

/** The text behind a path, as UTF-8 with damaged bytes replaced; null where nothing was kept. */
export function keptText(tree: Tree, path: string): string | null {
  const bytes = keptFile(tree, path)?.bytes;
  return bytes ? textOf(bytes) : null;
}

const decoder = new TextDecoder();

/** Bytes as UTF-8; a byte order mark is dropped, damaged bytes are replaced. */
export const textOf = (bytes: Uint8Array): string => decoder.decode(bytes);
