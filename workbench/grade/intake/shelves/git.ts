import { lstat } from "node:fs/promises";
import path from "node:path";
import { git } from "../git.ts";
import type { IntakeLimits } from "../limits.ts";
import {
  NotTaken,
  tooLarge,
  tooMany,
  type EntryKind,
  type Listed,
  type Problem,
  type Shelf,
} from "../shelf.ts";

const LIST_BYTES = 4_000_000;
const TIMEOUT_MS = 20_000;

/** One commit of a repository on the disk: its objects are read, its work tree is not. */
export interface GitShelf extends Shelf {
  /** When the commit was made, as its author's machine says; null when it says nothing of use. */
  readonly committedAt: string | null;
  /** Its full id. */
  readonly commit: string;
}

/** Opens what a commit holds. Throws NotTaken when there is no such repository or commit. */
export async function gitShelf(dir: string, commit: string, limits: IntakeLimits): Promise<GitShelf> {
  const gitDir = await repositoryIn(dir);
  const ask = (args: readonly string[], most = LIST_BYTES): Promise<Buffer> =>
    git(["--git-dir", gitDir, ...args], { most, timeoutMs: TIMEOUT_MS });
  const id = (
    await ask(["rev-parse", "--verify", "--end-of-options", `${commit}^{commit}`]).catch(noCommit(commit))
  )
    .toString()
    .trim();
  let known: readonly Blob[] | null = null;
  const blobs = async (): Promise<readonly Blob[]> => {
    known ??= blobsIn(
      await ask(["ls-tree", "-r", "-z", "-l", id]).catch(() => Promise.reject(tooMany(limits.entries))),
    );
    if (known.length > limits.entries) throw tooMany(limits.entries);
    return known;
  };
  return {
    commit: id,
    committedAt: committerTime((await ask(["cat-file", "commit", id])).toString()),
    list: blobs,
    read: async (wanted) => {
      const found = new Map<number, Buffer | Problem>();
      for (const [at, most] of wanted) {
        const blob = (await blobs())[at];
        if (blob === undefined || blob.bytes > most) found.set(at, tooLarge(most));
        else found.set(at, await ask(["cat-file", "blob", blob.id], most + 1).catch(unreadable));
      }
      return found;
    },
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** A `.git` that is a file or a link leads elsewhere, perhaps to somebody else's repository. */
async function repositoryIn(dir: string): Promise<string> {
  const isFolder = async (name: string): Promise<boolean> =>
    (await lstat(path.join(dir, name)).catch(() => null))?.isDirectory() ?? false;
  if (await isFolder(".git")) return path.join(dir, ".git");
  if ((await isFolder("objects")) && (await isFolder("refs"))) return dir;
  throw new NotTaken(
    "no-repository",
    `${dir} is no Git repository. Check out each student's into a folder of its own.`,
  );
}

interface Blob extends Listed {
  readonly id: string;
}

const KINDS: Readonly<Record<string, EntryKind>> = { "120000": "symlink", "160000": "submodule" };

function blobsIn(listing: Buffer): Blob[] {
  const found: Blob[] = [];
  for (const line of listing.toString().split("\0")) {
    const parts = /^(?<mode>\d+) \w+ (?<id>[0-9a-f]+) +(?<bytes>\d+|-)\t(?<path>[^]+)$/.exec(line)?.groups;
    if (parts === undefined) continue;
    const kind = KINDS[parts["mode"] ?? ""] ?? "file";
    found.push({
      id: parts["id"] ?? "",
      path: parts["path"] ?? "",
      kind,
      bytes: Number(parts["bytes"]) || 0,
    });
  }
  return found;
}

function committerTime(commit: string): string | null {
  const seconds = /^committer .*> (\d+) [+-]\d{4}$/m.exec(commit)?.[1];
  const time = new Date(Number(seconds ?? Number.NaN) * 1000);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}

function noCommit(commit: string): () => never {
  return () => {
    throw new NotTaken("no-commit", `The repository has no commit "${commit}". See that it was pushed.`);
  };
}

function unreadable(error: unknown): Problem {
  return { code: "unreadable", reason: `Git can't read it (${String(error)}). Clone the repository again.` };
}
