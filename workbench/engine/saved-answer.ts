import { z } from "zod";
import { EngineFault } from "./errors.ts";
import type { TakeChunk } from "./types.ts";

const MAX_HEAD = 64 * 1024;
const MAX_REFUSAL = 64 * 1024;
const refusalSchema = z.object({ message: z.string() });

/** The answer to an HTTP 1.0 request for an image, taken in pieces: the head is read here, the body handed on. */
export class SavedAnswer {
  readonly #take: TakeChunk;
  #head: Buffer | null = Buffer.alloc(0);
  #status = 0;
  /** The body where it is a refusal and no image. */
  #refusal: Buffer = Buffer.alloc(0);
  #left: number | null = null;
  #isForeign = false;

  constructor(take: TakeChunk) {
    this.#take = take;
  }

  /** A proxy answered in another way than HTTP 1.0 allows; nothing was handed on. */
  get isForeign(): boolean {
    return this.#isForeign;
  }

  /** Returns what has to be waited for before the next piece. */
  write(chunk: Uint8Array): Promise<unknown> | null {
    if (this.#head === null) return this.#body(chunk);
    this.#head = Buffer.concat([this.#head, chunk]);
    const end = this.#head.indexOf("\r\n\r\n");
    if (end < 0 && this.#head.length > MAX_HEAD) throw unreadable("its head does not end");
    if (end < 0) return null;
    const body = this.#head.subarray(end + 4);
    this.#readHead(this.#head.toString("latin1", 0, end));
    this.#head = null;
    return this.#isForeign || body.length === 0 ? null : this.#body(body);
  }

  #readHead(head: string): void {
    this.#status = Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0);
    if (this.#status === 0) throw unreadable("it does not begin as an answer does");
    this.#isForeign = /^transfer-encoding:/im.test(head);
    const length = /^content-length: *(\d+)/im.exec(head)?.[1];
    this.#left = length === undefined ? null : Number(length);
  }

  #body(chunk: Uint8Array): Promise<unknown> | null {
    if (this.#left !== null) this.#left -= chunk.length;
    if (this.#status === 200) return this.#take(chunk);
    if (this.#refusal.length < MAX_REFUSAL) this.#refusal = Buffer.concat([this.#refusal, chunk]);
    return null;
  }

  /** Says that the connection ended. Throws EngineFault when the engine refused, or something is missing. */
  end(reference: string): void {
    if (this.#head !== null) throw unreadable("the connection ended before it did");
    if (this.#status !== 200)
      throw new EngineFault(
        `The engine does not give the image ${reference}: ${reasonIn(this.#refusal.toString("utf8")) ?? `status ${this.#status}`}`,
        "See which images it holds with `docker images`.",
      );
    if (this.#left !== null && this.#left > 0) throw unreadable(`its last ${this.#left} bytes are missing`);
  }
}

function reasonIn(text: string): string | null {
  try {
    return refusalSchema.safeParse(JSON.parse(text)).data?.message ?? null;
  } catch {
    return null;
  }
}

const unreadable = (why: string) =>
  new EngineFault(
    `The engine's answer can't be read: ${why}.`,
    "Look into the engine with `groundwork doctor`, then try again.",
  );
