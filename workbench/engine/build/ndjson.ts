/** Longest line that is parsed; the engine's own are far shorter, a longer one is dropped. */
const MAX_LINE = 4_000_000;

/**
 * Splits a byte stream into JSON values, one a line. Lines that are no JSON (a proxy's page, a cut-off stream) are
 * skipped, since the engine's own errors arrive as JSON.
 */
export async function* readNdjson(stream: AsyncIterable<Buffer | string>): AsyncGenerator<unknown> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const chunk of stream) {
    rest += typeof chunk === "string" ? chunk : decoder.decode(chunk, { stream: true });
    const lines = rest.split("\n");
    rest = lines.pop() ?? "";
    if (rest.length > MAX_LINE) rest = "";
    for (const line of lines) yield* parse(line);
  }
  yield* parse(rest);
}

function* parse(line: string): Generator<unknown> {
  if (line.trim() === "") return;
  try {
    yield JSON.parse(line);
  } catch {
    // Not JSON: not the engine speaking.
  }
}
