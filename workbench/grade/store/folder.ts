import { constants } from "node:fs";
import { open, opendir, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { folderFault } from "./folder-fault.ts";
import { writeObject } from "./folder-write.ts";
import {
  addressOf,
  checkedAddress,
  gathered,
  hexOf,
  missing,
  placeOf,
  tooLarge,
  verified,
} from "./objects.ts";
import { MOST_BYTES, StoreFault } from "./types.ts";
import type { Address, Store } from "./types.ts";

/** A link may lead anywhere, and opening a pipe waits for who writes to it. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/**
 * A store in a folder, which may be a share. Each object is one file, written aside and renamed into place: a reader sees
 * the whole object or none, and of several writers of one object it does not matter who is last.
 * @param top absolute path of a folder that is there; it is never made, since a share that is not mounted is absent too
 */
export function folderStore(top: string): Store {
  const pathOf = (address: Address): string => join(top, ...placeOf(address));
  const read = (address: Address, signal?: AbortSignal) => readObject(pathOf(address), address, top, signal);
  const find = (address: Address, signal?: AbortSignal) =>
    read(address, signal).catch(async (error: unknown) => {
      if (!isAbsent(error)) throw error;
      await askAgain(dirname(pathOf(address)), top);
      return read(address, signal);
    });
  return {
    where: top,
    async put(bytes, signal) {
      signal?.throwIfAborted();
      const address = checkedAddress(bytes, top);
      try {
        if (!(await isWhole(() => read(address, signal), address)))
          await writeObject(top, address, bytes, signal);
      } catch (error) {
        throw await explained(error, "written", address, top, signal);
      }
      return address;
    },
    async get(address, signal) {
      signal?.throwIfAborted();
      hexOf(address);
      try {
        return verified(await find(address, signal), address, top);
      } catch (error) {
        throw await explained(error, "read", address, top, signal);
      }
    },
  };
}

/** Whether an object needs no writing. One that can't be read for whatever reason is to be replaced. */
async function isWhole(read: () => Promise<Buffer>, address: Address): Promise<boolean> {
  return read().then(
    (found) => addressOf(found) === address,
    () => false,
  );
}

/**
 * A network file system may go on saying for a while that a name is not there, where it has said so before. Opening the
 * folders above makes it ask its server (nfs(5), "Close-to-open cache consistency").
 */
async function askAgain(folder: string, top: string): Promise<void> {
  if (folder !== top) await askAgain(dirname(folder), top);
  await (await opendir(folder)).close();
}

function isAbsent(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

async function readObject(
  path: string,
  address: Address,
  top: string,
  signal?: AbortSignal,
): Promise<Buffer> {
  const file = await open(path, READ_ONLY);
  try {
    const stats = await file.stat();
    if (!stats.isFile()) throw notAFile(address, top);
    if (stats.size > MOST_BYTES) throw tooLarge(address, top, stats.size);
    const bytes = await gathered(chunksOf(file, signal));
    if (bytes === null) throw tooLarge(address, top);
    return bytes;
  } finally {
    await file.close();
  }
}

function chunksOf(file: FileHandle, signal?: AbortSignal): AsyncIterable<Buffer> {
  return file.createReadStream({ autoClose: false, highWaterMark: 1 << 20, signal });
}

async function explained(
  error: unknown,
  what: "read" | "written",
  address: Address,
  top: string,
  signal?: AbortSignal,
): Promise<unknown> {
  if (signal?.aborted === true) return signal.reason;
  if (error instanceof StoreFault || !(error instanceof Error) || !("code" in error)) return error;
  const isThere = await stat(top).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (isAbsent(error) && isThere && what === "read") return missing(address, top);
  if (error.code === "ELOOP") return notAFile(address, top);
  return folderFault(error, what, top, isThere);
}

function notAFile(address: Address, top: string): StoreFault {
  return new StoreFault(
    "damaged",
    `What stands in ${top} for the object ${address} is no file.`,
    "Find out who else can write to that folder, remove it, then send the work again.",
  );
}
