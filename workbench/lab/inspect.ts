import type { Scope } from "../engine/scope.ts";
import { resolvePath } from "../image/path.ts";
import { readImage } from "../image/read.ts";
import type { ElfFacts, ImageFacts } from "../image/types.ts";

/** Reads images of one run, each once: an image id names its bytes. */
export class ImageReader {
  readonly #engine: Pick<Scope, "saveInto">;
  readonly #facts = new Map<string, Promise<ImageFacts>>();

  constructor(engine: Pick<Scope, "saveInto">) {
    this.#engine = engine;
  }

  /** Layers, files, config, libc, loaders and shells of an image; compressed sizes only where they come for free. */
  look(image: string): Promise<ImageFacts> {
    let facts = this.#facts.get(image);
    if (!facts) this.#facts.set(image, (facts = this.#read(image)));
    return facts;
  }

  #read(image: string): Promise<ImageFacts> {
    return readImage((take) => this.#engine.saveInto(image, take), { measureCompressed: false });
  }

  /** ELF facts of one file, symlinks followed; null when it is absent or no ELF file. */
  async elf(image: string, path: string): Promise<ElfFacts | null> {
    const { files } = await this.look(image);
    const program = resolvePath(files, path)?.program;
    return program?.kind === "elf" ? program.elf : null;
  }
}
