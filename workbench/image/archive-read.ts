import { posix } from "node:path";
import { ArchiveEntries, type EntriesOptions } from "./archive-entries.ts";
import type { ArchiveParts } from "./archive-parts.ts";
import { eachChunk, type ByteSource } from "./chunks.ts";
import { PlainBytes } from "./plain-bytes.ts";
import { asImageReadError, ImageReadError } from "./read-error.ts";
import type { TarEntry } from "./tar/header.ts";
import { TarReader, type TarSink } from "./tar/reader.ts";

/** Reads an archive of any layout to its end, entries in any order, itself compressed or not. */
export async function readArchive(stream: ByteSource, options: EntriesOptions): Promise<ArchiveParts> {
  const entries = new ArchiveEntries(options);
  const tar = new TarReader((entry) => sinkOf(entries, entry));
  const plain = new PlainBytes((chunk) => tar.write(chunk));
  let bytes = 0;
  try {
    await eachChunk(stream, (chunk) => {
      if (bytes === 0) refuseText(chunk);
      bytes += chunk.length;
      plain.write(chunk);
      return plain.busy ?? entries.busy;
    });
    if (bytes === 0) throw new ImageReadError("it is empty: not a single byte came");
    await plain.end();
    tar.end();
    await entries.settled();
  } catch (error) {
    plain.abort();
    entries.abort();
    throw asImageReadError("The archive can't be read as a tar", error);
  }
  return entries;
}

function sinkOf(entries: ArchiveEntries, { name, type, bytes, linkName, sparse }: TarEntry): TarSink | null {
  if (type === "symlink") entries.link(name, posix.join(posix.dirname(name), linkName.replaceAll("\\", "/")));
  else if (type === "hardlink") entries.link(name, linkName);
  return type === "file" && !sparse ? entries.file(name, bytes) : null;
}

/** Throws where a shell took the archive for text. */
function refuseText([first, second]: Uint8Array): void {
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff))
    throw new ImageReadError(
      "it was written as UTF-16 text, as PowerShell's > does. Save it with `docker save -o FILE IMAGE`",
    );
}
