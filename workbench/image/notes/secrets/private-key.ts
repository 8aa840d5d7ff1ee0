/** Characters of the body that must be seen: an Ed25519 key, the shortest, has 64. */
const LEAST_BODY = 60;

const LINE_END = /(?:\\r|\r)?(?:\\n|\n)/;
const HEADER = /^[A-Za-z][A-Za-z-]*: ?\S/;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/**
 * `private key` where a PEM header (RFC 7468; RFC 9580 for OpenPGP) is followed by what a key looks like, else null: programs
 * and documentation are full of the header alone. Understands keys inside JSON and YAML. Group 1 of the match is the
 * header's label, group 2 what follows.
 */
export function privateKeyKind(match: RegExpExecArray): string | null {
  const [, label = "", rest = ""] = match;
  const lines = rest.split(LINE_END).map(bare);
  // The rest of the header's own line must be empty but for a closing quote.
  if (lines.shift() !== "") return null;
  const start = lines.findIndex((line) => line !== "" && !HEADER.test(line));
  if (start < 0) return null;
  const headers = lines.slice(0, start).join("\n");
  const end = lines.findIndex((line, index) => index >= start && !BASE64.test(line));
  const body = lines.slice(start, end < 0 ? undefined : end).join("");
  if (body.length < LEAST_BODY || new Set(body).size < 16) return null;
  if (label.startsWith("PGP")) return "private key";
  if (headers.includes("ENCRYPTED") || label.startsWith("ENCRYPTED")) return "private key (encrypted)";
  // DER's SEQUENCE tag, 0x30, is an M in base64; OpenSSH's own format begins with its name.
  return /^M|^b3BlbnNzaC1rZXktdjE/.test(body) ? "private key" : null;
}

const EDGE = new Set(" \t\r\"',;\\>");

/** A line without indentation, quotes and commas around it. By hand: a regular expression takes quadratic time on long runs. */
function bare(line: string): string {
  let start = 0;
  let end = line.length;
  while (start < end && EDGE.has(line.charAt(start))) start += 1;
  while (end > start && EDGE.has(line.charAt(end - 1))) end -= 1;
  return line.slice(start, end);
}
