import { buffer } from "node:stream/consumers";
import { ZipFile } from "yazl";
import type { Files } from "./files.ts";

/**
 * Files as a zip that has the same bytes on every machine: sorted, stored and not deflated (what zlib makes depends on its
 * version), with one made-up time. A zip's time is a clock's, without a zone.
 */
export async function zipped(files: Files): Promise<Buffer> {
  const zip = new ZipFile();
  const names = [...files.keys()].sort();
  for (const name of names) {
    const { content = Buffer.alloc(0), executable = false } = files.get(name) ?? {};
    const mode = executable ? 0o100755 : 0o100644;
    zip.addBuffer(content, name, {
      mode,
      mtime: new Date(2000, 0, 1),
      forceDosTimestamp: true,
      compress: false,
    });
  }
  zip.end();
  return buffer(zip.outputStream);
}
