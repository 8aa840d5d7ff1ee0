import { buffer } from "node:stream/consumers";
import { extract } from "tar-stream";
import type { Scope } from "../engine/scope.ts";
import { isRegular, resolvePath } from "../image/path.ts";
import { openImage } from "../image/sources/open.ts";
import type { ElfFacts, ImageFacts } from "../image/types.ts";

/** Largest file whose bytes are read: more than any program of the catalogue. */
const MAX_FILE_BYTES = 300_000_000;

/** Reads images of one run, each once: an image id names its bytes. */
export class ImageReader {
  readonly #scope: Pick<Scope, "engine" | "copyOut">;
  readonly #facts = new Map<string, Promise<ImageFacts>>();

  constructor(scope: Pick<Scope, "engine" | "copyOut">) {
    this.#scope = scope;
  }

  /** Layers, files, config, libc, loaders and shells of an image; compressed sizes only where they come for free. */
  look(image: string): Promise<ImageFacts> {
    let facts = this.#facts.get(image);
    if (!facts) this.#facts.set(image, (facts = this.#read(image)));
    return facts;
  }

  #read(image: string): Promise<ImageFacts> {
    // Layers that an earlier run has read are passed over.
    return openImage(image, { engine: this.#scope.engine, measureCompressed: false });
  }

  /** ELF facts of one file, symlinks followed; null when it is absent or no ELF file. */
  async elf(image: string, path: string): Promise<ElfFacts | null> {
    const { files } = await this.look(image);
    const program = resolvePath(files, path)?.program;
    return program?.kind === "elf" ? program.elf : null;
  }

  /** Bytes of one file, symlinks followed; null when it is absent, no regular file, or larger than any program. */
  async file(image: string, path: string): Promise<Buffer | null> {
    const { files } = await this.look(image);
    const file = resolvePath(files, path);
    if (!file || !isRegular(file) || file.bytes > MAX_FILE_BYTES) return null;
    // One file, not the whole image once more: that takes seconds for each library of a large program.
    return fileFrom(await this.#scope.copyOut(image, file.path));
  }
}

/** Bytes of the one file in a tar stream. */
export async function fileFrom(tar: NodeJS.ReadableStream): Promise<Buffer> {
  const entries = extract();
  tar.on("error", (error: Error) => entries.destroy(error));
  let bytes = Buffer.alloc(0);
  // Read to its end: leaving early would destroy the stream under the engine's hands.
  for await (const entry of tar.pipe(entries)) bytes = await buffer(entry);
  return bytes;
}
