import * as yauzl from "yauzl";
import {
  NotTaken,
  tooLarge,
  tooMany,
  type EntryKind,
  type Listed,
  type Problem,
  type Shelf,
} from "../shelf.ts";

/** What a zip may hold. */
export interface ZipLimits {
  readonly entries: number;
  readonly unpackedBytes: number;
  readonly ratio: number;
}

/** Names are decoded and judged by us, so that a bad one is listed and does not end the reading. */
const OPTIONS = { lazyEntries: true, autoClose: false, decodeStrings: false, validateEntrySizes: true };

/** A zip, in a file or in memory. Only its list is read, and then the entries that are wanted. */
export async function zipShelf(from: string | Buffer, limits: ZipLimits): Promise<Shelf> {
  const zip = await opened(from);
  let entries: readonly yauzl.Entry[] | null = null;
  const all = async (): Promise<readonly yauzl.Entry[]> => (entries ??= await entriesOf(zip, limits));
  return {
    list: async () => (await all()).map(listed),
    read: async (wanted) => {
      const found = new Map<number, Buffer | Problem>();
      for (const [at, most] of wanted) {
        const entry = (await all())[at];
        if (entry) found.set(at, await contentOf(zip, entry, most));
      }
      return found;
    },
    [Symbol.asyncDispose]: () => {
      zip.close();
      return Promise.resolve();
    },
  };
}

async function opened(from: string | Buffer): Promise<yauzl.ZipFile> {
  try {
    return typeof from === "string"
      ? await yauzl.openPromise(from, OPTIONS)
      : await yauzl.fromBufferPromise(from, OPTIONS);
  } catch (error) {
    throw damaged(error);
  }
}

async function entriesOf(zip: yauzl.ZipFile, limits: ZipLimits): Promise<yauzl.Entry[]> {
  if (zip.entryCount > limits.entries) throw tooMany(limits.entries);
  const found: yauzl.Entry[] = [];
  let packed = 0;
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      found.push(entry);
      packed += entry.compressedSize;
      unpacked += entry.uncompressedSize;
    }
  } catch (error) {
    throw damaged(error);
  }
  const isBomb = unpacked > 1_000_000 && unpacked > packed * limits.ratio;
  if (unpacked <= limits.unpackedBytes && !isBomb) return found;
  throw new NotTaken(
    "zip-bomb",
    `It says to hold ${unpacked} bytes in ${packed}. At most ${limits.unpackedBytes} are taken, and ${limits.ratio} for each packed one. Hand in the lab's folder alone.`,
  );
}

function listed(entry: yauzl.Entry): Listed {
  const path = yauzl.getFileNameLowLevel(
    entry.generalPurposeBitFlag,
    entry.fileNameRaw,
    entry.extraFields,
    true,
  );
  return { path, kind: kindOf(entry, path), bytes: entry.uncompressedSize };
}

/** Unix's kind of file stands in the upper half of the external attributes (APPNOTE 4.4.15, Info-ZIP). */
const KINDS: Readonly<Record<number, EntryKind>> = {
  0o040000: "folder",
  0o120000: "symlink",
  0o010000: "fifo",
  0o020000: "device",
  0o060000: "device",
  0o140000: "socket",
};

function kindOf(entry: yauzl.Entry, path: string): EntryKind {
  const kind = KINDS[(entry.externalFileAttributes >>> 16) & 0o170000];
  if (kind !== undefined) return kind;
  if (/[/\\]$/.test(path)) return "folder";
  return entry.isEncrypted() ? "encrypted" : "file";
}

async function contentOf(zip: yauzl.ZipFile, entry: yauzl.Entry, most: number): Promise<Buffer | Problem> {
  if (entry.uncompressedSize > most) return tooLarge(most);
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of await zip.openReadStreamPromise(entry)) {
      parts.push(part as Buffer);
      length += (part as Buffer).length;
      if (length > most) return tooLarge(most);
    }
  } catch (error) {
    return { code: "damaged", reason: `It can't be unpacked (${String(error)}). Zip the folder again.` };
  }
  return Buffer.concat(parts);
}

function damaged(error: unknown): NotTaken {
  return new NotTaken(
    "damaged-archive",
    `It can't be read as a zip (${String(error)}). Zip the folder again and see that it opens.`,
  );
}
