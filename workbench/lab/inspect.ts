import type { Engine } from "../engine/types.ts";
import { readElf } from "../image/elf.ts";
import { resolvePath } from "../image/path.ts";
import { readImage } from "../image/read.ts";
import type { ElfFacts, ImageFacts } from "../image/types.ts";

/** Largest file whose bytes are read: more than any program of the catalogue. */
const MAX_ELF_BYTES = 300_000_000;

/** Reads images of one engine, each once: an image id names its bytes. */
export class ImageReader {
  readonly #engine: Pick<Engine, "save">;
  readonly #facts = new Map<string, Promise<ImageFacts>>();

  constructor(engine: Pick<Engine, "save">) {
    this.#engine = engine;
  }

  /** Layers, files, config, libc, loaders and shells of an image. */
  look(image: string): Promise<ImageFacts> {
    let facts = this.#facts.get(image);
    if (!facts)
      this.#facts.set(image, (facts = this.#engine.save(image).then((stream) => readImage(stream))));
    return facts;
  }

  /** ELF facts of one file, symlinks followed; null when it is absent or no ELF file. */
  async elf(image: string, path: string): Promise<ElfFacts | null> {
    const { files } = await this.look(image);
    const file = resolvePath(files, path);
    if (!file || file.bytes > MAX_ELF_BYTES) return null;
    const wanted = file.linkTarget ?? file.path;
    const read = await readImage(await this.#engine.save(image), {
      wantFiles: new Set([wanted, file.path]),
      maxFileBytes: MAX_ELF_BYTES,
    });
    const bytes = read.contents.get(file.path)?.bytes;
    return bytes ? readElf(bytes) : null;
  }
}
