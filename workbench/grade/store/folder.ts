import { randomUUID } from "node:crypto";
import { constants } from "node:fs";
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises";
import type { FileHandle } from "node:fs/promises";
import { dirname, join } from "node:path";
import { isAbandoned, ownerMark } from "../../temporary.ts";
import { folderFault } from "./folder-fault.ts";
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

/** A student's work and marks are nobody else's business. */
const FILE_MODE = 0o600;
const FOLDER_MODE = 0o700;

/** A link may lead anywhere, and opening a pipe waits for who writes to it. */
const READ_ONLY = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** No write takes so long: what another machine left is judged by its age, since its processes can't be seen from here. */
const OLD_MS = 24 * 60 * 60_000;

/**
 * A store in a folder, which may be a share. Each object is one file, written aside and renamed into place: a reader sees
 * the whole object or none, and of several writers of one object it does not matter who is last.
 * @param top absolute path of a folder that is there; it is never made, since a share that is not mounted is absent too
 */
export function folderStore(top: string): Store {
  const pathOf = (address: Address): string => join(top, ...placeOf(address));
  const read = (address: Address, signal?: AbortSignal) => readObject(pathOf(address), address, top, signal);
  return {
    where: top,
    async put(bytes, signal) {
      signal?.throwIfAborted();
      const address = checkedAddress(bytes, top);
      try {
        if (!(await isWhole(() => read(address, signal), address))) await write(top, address, bytes, signal);
      } catch (error) {
        throw await explained(error, "written", address, top, signal);
      }
      return address;
    },
    async get(address, signal) {
      signal?.throwIfAborted();
      hexOf(address);
      try {
        return verified(await read(address, signal), address, top);
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

async function write(top: string, address: Address, bytes: Uint8Array, signal?: AbortSignal): Promise<void> {
  const path = join(top, ...placeOf(address));
  await makeFoldersBelow(top, placeOf(address).slice(0, -1));
  await sweep(dirname(path));
  const temporary = join(dirname(path), `.${hexOf(address)}.${ownerMark()}.${randomUUID().slice(0, 8)}.tmp`);
  try {
    const file = await open(temporary, "wx", FILE_MODE);
    try {
      await file.writeFile(bytes, { signal });
      // Without this a power cut can leave an empty file under the final name.
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** One by one, not `recursive`: that would make the top as well. */
async function makeFoldersBelow(top: string, names: readonly string[]): Promise<void> {
  let path = top;
  for (const name of names) {
    path = join(path, name);
    await mkdir(path, { mode: FOLDER_MODE }).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    });
  }
}

/** Removes what writers that are gone have left beside an object. It harms nobody, so that it stays is no fault. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(".tmp")) continue;
    const path = join(folder, name);
    if (isAbandoned(name) || (await isOld(path))) await rm(path, { force: true }).catch(() => undefined);
  }
}

function isOld(path: string): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => Date.now() - mtimeMs > OLD_MS,
    () => false,
  );
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
  if (error.code === "ENOENT" && isThere && what === "read") return missing(address, top);
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
