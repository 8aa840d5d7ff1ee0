import { baseCandidates } from "../bases/candidates.ts";
import { ImageReadError } from "../image/read-error.ts";
import { openImage } from "../image/sources/open.ts";
import type { OpenImageOptions } from "../image/sources/types.ts";
import { judged, wanted } from "./judge.ts";
import type { Inspected } from "./judge.ts";
import { unreachable } from "./target/meaning.ts";
import { resolveTarget } from "./target/resolve.ts";
import type { ResolvedTarget, ResolveOptions } from "./target/resolve.ts";

export interface InspectOptions extends ResolveOptions {
  /** Compress layers that come unpacked, to know their compressed sizes. */
  readonly measureCompressed: boolean;
  /** Which platform's image to take where a name or an archive holds several; undefined leaves it to the reader. */
  readonly platform?: string | undefined;
  /** Which image to take of an archive that holds several: tag or id. */
  readonly image?: string | undefined;
  /** Put each layer's paths into the report. */
  readonly withPaths: boolean;
  /** A program to foretell the start of, in place of the image's own command. */
  readonly asked: string | null;
}

/** Milliseconds after which a person is told what is being waited for. */
const PATIENCE = 1000;

/**
 * Finds, reads and judges an image.
 * @throws TargetError and ImageReadError for what is no image or a damaged one, EngineFault where the engine fails
 */
export async function inspect(given: string, options: InspectOptions): Promise<Inspected> {
  const resolved = await resolveTarget(given, options);
  const image = await read(resolved, options);
  const { withPaths, asked } = options;
  return judged({
    target: resolved.shown,
    image,
    compressedBytes: resolved.compressedBytes,
    withPaths,
    asked,
    candidates: await candidatesFor(resolved, options),
    today: new Date(),
  });
}

/** A file is judged without an engine too, by what it says itself. */
async function candidatesFor({ shown }: ResolvedTarget, { engines, stateDir, onProgress }: InspectOptions) {
  const isPath = shown.kind === "file" || shown.kind === "folder";
  const engine = isPath ? await engines.ifThere() : await engines.need();
  return engine === null ? [] : baseCandidates(engine, stateDir, onProgress);
}

async function read({ shown, open, known }: ResolvedTarget, options: InspectOptions) {
  const { engines, onProgress, signal, measureCompressed, platform, image } = options;
  const asked: OpenImageOptions = {
    engine: () => engines.need(),
    onProgress,
    measureCompressed,
    wantFiles: wanted,
    ...(signal && { signal }),
    ...(platform !== undefined && { platform }),
    ...(image !== undefined && { image }),
  };
  const wait = setTimeout(() => onProgress(`${shown.given}: reading its layers`), PATIENCE);
  try {
    return await openImage(open, asked);
  } catch (error) {
    if (shown.kind === "registry" && error instanceof ImageReadError)
      throw unreachable(shown.given, known, error);
    throw error;
  } finally {
    clearTimeout(wait);
  }
}
