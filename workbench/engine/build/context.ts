import { createReadStream } from "node:fs";
import { lstat, readdir, readFile, readlink } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { Readable } from "node:stream";
import dockerIgnoreModule from "@balena/dockerignore";
import tar from "tar-stream";

import type { Confinement } from "../confinement.ts";
import type { Builder } from "../types.ts";

/** A build context that can't be read or is too large; the text names the file. */
export class ContextError extends Error {
  override readonly name = "ContextError";
}

// The package's types describe a CommonJS default; its module object is the factory itself.
const dockerIgnore = dockerIgnoreModule.default;

/** How much a build may send. */
interface ContextLimits {
  readonly bytes: number;
  readonly files: number;
  readonly dockerfileBytes: number;
}

/** Bytes of a context beyond which we stop: far above any lab, far below a filled disk. */
const MAX_CONTEXT_BYTES = 500_000_000;

/** What the confinement lets a build send; without one, only what would fill a disk is too much. */
export function contextLimits(confinement: Confinement | undefined): ContextLimits {
  if (confinement === undefined)
    return { bytes: MAX_CONTEXT_BYTES, files: Infinity, dockerfileBytes: Infinity };
  const { contextBytes: bytes, contextFiles: files, dockerfileBytes } = confinement;
  return { bytes, files, dockerfileBytes };
}

const IGNORE_FILE = ".dockerignore";

interface Entry {
  readonly name: string;
  readonly file: string;
  readonly stat: Awaited<ReturnType<typeof lstat>>;
}

export interface ContextRequest {
  readonly contextDir: string;
  /** Path of the Dockerfile inside the context. */
  readonly dockerfile: string;
  /** Text sent in place of that file. */
  readonly dockerfileText: string;
  /**
   * The classic builder takes out a Dockerfile that `.dockerignore` names, so it is sent that file even when it names
   * itself. BuildKit does so only with contexts that it fetches itself: `COPY .` finds the Dockerfile in ours.
   */
  readonly builder: Builder;
  readonly limits?: ContextLimits;
}

/**
 * Packs a folder as `docker build` would: `.dockerignore` respected, owner root, symlinks kept as they are. Times are
 * set to zero, so that the same files give the same layer. The Dockerfile is always sent, with the given text.
 * Throws ContextError when a file can't be read or the whole is larger than it may be.
 */
export async function packContext(request: ContextRequest): Promise<Readable> {
  const entries = await listEntries(request);
  requireWithin(request, entries);
  return Readable.from(bytes(request, entries), { objectMode: false });
}

function requireWithin(request: ContextRequest, entries: readonly Entry[]): void {
  const { bytes: most, files, dockerfileBytes } = request.limits ?? contextLimits(undefined);
  const folder = `The folder ${path.basename(request.contextDir)}`;
  const total = entries.reduce((sum, each) => sum + (each.stat.isFile() ? Number(each.stat.size) : 0), 0);
  if (total > most)
    throw new ContextError(`${folder} holds ${total} bytes, more than the ${most} that a build may send.`);
  if (entries.length > files)
    throw new ContextError(
      `${folder} holds ${entries.length} files and folders, more than the ${files} that a build may send.`,
    );
  const length = Buffer.byteLength(request.dockerfileText);
  if (length > dockerfileBytes)
    throw new ContextError(
      `${request.dockerfile} has ${length} bytes, more than the ${dockerfileBytes} that one may have.`,
    );
}

async function* bytes(request: ContextRequest, entries: readonly Entry[]): AsyncGenerator<Buffer> {
  const pack = tar.pack();
  // An error while sending destroys the pack with it, and so ends the loop below.
  void send(pack, request, entries).catch((error: unknown) => pack.destroy(error as Error));
  try {
    yield* pack as AsyncIterable<Buffer>;
  } catch (error) {
    throw unreadable(request, error);
  }
}

async function send(pack: tar.Pack, request: ContextRequest, entries: readonly Entry[]): Promise<void> {
  pack.entry({ name: request.dockerfile, mtime: new Date(0), mode: 0o644 }, request.dockerfileText);
  for (const entry of entries) {
    const header = { name: entry.name, mtime: new Date(0), mode: Number(entry.stat.mode) & 0o7777 };
    if (entry.stat.isDirectory()) pack.entry({ ...header, type: "directory" });
    else if (entry.stat.isSymbolicLink()) {
      pack.entry({ ...header, type: "symlink", linkname: await readlink(entry.file) });
    } else await pipeline(createReadStream(entry.file), pack.entry({ ...header, size: Number(entry.stat.size) }));
  }
  pack.finalize();
}

function unreadable(request: ContextRequest, error: unknown): ContextError {
  const said = error instanceof Error ? error.message : String(error);
  // Without its leading folders: the context is often a copy in a folder that the reader has never seen.
  const message = said.replaceAll(`${request.contextDir}${path.sep}`, "").replaceAll(request.contextDir, ".");
  return new ContextError(`The folder ${path.basename(request.contextDir)} can't be read: ${message}`);
}

async function listEntries(request: ContextRequest): Promise<Entry[]> {
  const ignored = await ignoreRules(request);
  const entries: Entry[] = [];
  const always = request.builder === "classic" ? IGNORE_FILE : undefined;
  const walk = async (folder: string): Promise<void> => {
    const names = (await readdir(path.join(request.contextDir, folder))).sort();
    for (const name of names.map((each) => path.posix.join(folder, each))) {
      if (name === request.dockerfile) continue;
      const file = path.join(request.contextDir, name);
      const stat = await lstat(file);
      // A folder that is ignored may still hold a file that an exception lets through.
      if (stat.isDirectory()) {
        if (!ignored(name)) entries.push({ name, file, stat });
        await walk(name);
      } else if ((stat.isFile() || stat.isSymbolicLink()) && (!ignored(name) || name === always)) {
        entries.push({ name, file, stat });
      }
    }
  };
  try {
    await walk("");
  } catch (error) {
    throw unreadable(request, error);
  }
  return entries;
}

/** Rules of `<Dockerfile>.dockerignore`, which wins, or `.dockerignore`. */
async function ignoreRules(request: ContextRequest): Promise<(name: string) => boolean> {
  for (const name of [`${request.dockerfile}.dockerignore`, IGNORE_FILE]) {
    const text = await readFile(path.join(request.contextDir, name), "utf8").catch(() => null);
    if (text === null) continue;
    const rules = dockerIgnore().add(text);
    return (file) => rules.ignores(file);
  }
  return () => false;
}
