const HEADER_BYTES = 8;
const STDERR = 2;

/**
 * Takes an engine's mixed stream apart: frames of 8 bytes (stream number, three zeros, length as big-endian) and a body.
 * A frame that was cut off counts as far as it goes. Pure. Source: Docker Engine API, "Attach to a container", Stream format.
 */
export function demultiplexed(bytes: Buffer): { readonly stdout: string; readonly stderr: string } {
  const parts: Record<"stdout" | "stderr", Buffer[]> = { stdout: [], stderr: [] };
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    const end = at + HEADER_BYTES + bytes.readUInt32BE(at + 4);
    parts[bytes[at] === STDERR ? "stderr" : "stdout"].push(bytes.subarray(at + HEADER_BYTES, end));
    at = end;
  }
  const text = (chunks: Buffer[]): string => Buffer.concat(chunks).toString("utf8");
  return { stdout: text(parts.stdout), stderr: text(parts.stderr) };
}
