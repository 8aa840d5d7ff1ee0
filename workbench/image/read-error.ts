/** An archive can't be read as an image. The message says what was seen and why that is no image. */
export class ImageReadError extends Error {
  override readonly name = "ImageReadError";
}

/** What another layer of code threw, as an ImageReadError with a sentence in front of it. */
export function asImageReadError(doing: string, error: unknown): ImageReadError {
  const reason = error instanceof Error ? error.message : String(error);
  return new ImageReadError(`${doing}: ${reason}`, { cause: error });
}
