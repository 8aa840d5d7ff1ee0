import { entryPath, whiteoutOf } from "../entry-path.ts";
import type { Keeper } from "../keep.ts";
import { secretScanner } from "../notes/secrets/scanner.ts";
import { ProgramReader } from "../program.ts";
import type { TarEntry } from "../tar/header.ts";
import { TarReader, type TarSink } from "../tar/reader.ts";
import type { LayerFile, Whiteout } from "../types.ts";

export interface LayerIndex {
  readonly files: readonly LayerFile[];
  readonly whiteouts: readonly Whiteout[];
}

/**
 * Lists a layer tar that is fed in piece by piece: what programs its files are, which secrets lie in them. Bytes of wanted
 * files go to the keeper, all others are dropped. Throws what the tar has against it. Dispose of it in any case.
 */
export class IndexReader implements Disposable {
  readonly #files: LayerFile[] = [];
  readonly #whiteouts: Whiteout[] = [];
  readonly #programs = new ProgramReader();
  readonly #keeper: Keeper;
  readonly #tar = new TarReader((entry) => this.#entry(entry));

  constructor(keeper: Keeper) {
    this.#keeper = keeper;
  }

  write(chunk: Uint8Array): void {
    this.#tar.write(chunk);
  }

  end(): LayerIndex {
    this.#tar.end();
    return { files: withLinkedPrograms(this.#files), whiteouts: this.#whiteouts };
  }

  #entry(entry: TarEntry): TarSink | null {
    const path = entryPath(entry.name);
    const whiteout = whiteoutOf(path);
    if (whiteout) {
      if (whiteout.kind !== "bookkeeping") this.#whiteouts.push(whiteout);
      return null;
    }
    if (path === "/") return null;
    const file = layerFile(path, entry);
    if (file.type === "file" && file.bytes > 0 && !entry.sparse) return this.#body(file);
    // Empty files too can be wanted: that they are there, and empty, is what their content says.
    if (!entry.sparse) this.#keeper.start(file);
    this.#files.push(file);
    return null;
  }

  #body(file: LayerFile): TarSink {
    const keep = this.#keeper.start(file);
    const secrets = secretScanner(file);
    this.#programs.begin();
    return {
      write: (chunk) => {
        this.#programs.write(chunk);
        secrets?.write(chunk);
        keep?.(chunk);
      },
      end: () => {
        this.#files.push({ ...file, program: this.#programs.end(), secrets: secrets?.end() ?? NONE });
      },
    };
  }

  [Symbol.dispose](): void {
    this.#programs[Symbol.dispose]();
  }
}

const NONE: LayerFile["secrets"] = [];

/** A hard link is the file that it names: the same program under another path. */
function withLinkedPrograms(files: readonly LayerFile[]): LayerFile[] {
  if (!files.some(({ type }) => type === "hardlink")) return [...files];
  const programs = new Map(files.map(({ path, program }) => [path, program]));
  return files.map((file) =>
    file.type === "hardlink" ? { ...file, program: programs.get(file.linkTarget ?? "") ?? null } : file,
  );
}

function layerFile(path: string, { type, bytes, mode, uid, gid, linkName }: TarEntry): LayerFile {
  const linkTarget = type === "hardlink" ? entryPath(linkName) : type === "symlink" ? linkName : null;
  return { path, type, bytes, mode, uid, gid, linkTarget, program: null, secrets: NONE };
}
