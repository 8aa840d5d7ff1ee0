import { unreachable } from "../../inspect/target/meaning.ts";
import type { BasesRequest } from "../bases.ts";

export interface HoldRequest extends BasesRequest {
  /** As it was named. */
  readonly given: string;
  /** A tag, digest or id. */
  readonly image: string;
  /** What else could have been meant, for the message where it can't be had. */
  readonly known: readonly string[];
}

/**
 * Makes sure that the engine holds an image; disposing removes what was pulled for it, and nothing else.
 * @throws TargetError where it can't be had
 */
export async function hold({
  engine,
  image,
  given,
  known,
  signal,
  onProgress,
}: HoldRequest): Promise<AsyncDisposable> {
  if ((await engine.image(image)) !== null) return { [Symbol.asyncDispose]: () => Promise.resolve() };
  onProgress(`${given}: pulling it, since the engine does not hold it`);
  const pulled = await engine.pull({ reference: image, ...(signal && { signal }) });
  signal?.throwIfAborted();
  if (!pulled.ok)
    throw unreachable(
      given,
      known,
      new Error(
        `${given} is no file or folder, the engine does not hold it, and it can't be pulled (${pulled.kind}): ${pulled.message}`,
      ),
    );
  return {
    async [Symbol.asyncDispose]() {
      await engine.removeImage(image);
    },
  };
}
