/** dockerode wraps the engine's sentence as `(HTTP code 400) unexpected - SENTENCE`; this is the sentence alone. */
export function engineMessage(error: unknown): string {
  const text = error instanceof Error ? error.message : String(error);
  return text.replace(/^\(HTTP code \d+\)[^-]*- /, "").trim();
}

/** True when the engine answered, if only with a refusal; false when it went away. */
export function isAnswer(error: unknown): boolean {
  return statusOf(error) !== undefined;
}

/** True when the engine said that there is no such thing. */
export function isMissing(error: unknown): boolean {
  return statusOf(error) === 404;
}

/** True when the engine said that it is so already: a container that was to be stopped had ended. */
export function isAlreadySo(error: unknown): boolean {
  return statusOf(error) === 304;
}

function statusOf(error: unknown): number | undefined {
  const status =
    typeof error === "object" && error !== null && "statusCode" in error ? error.statusCode : undefined;
  return typeof status === "number" ? status : undefined;
}
