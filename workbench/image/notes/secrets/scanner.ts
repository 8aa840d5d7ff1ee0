import type { LayerFile, SecretFinding } from "../../types.ts";
import { CANDIDATE, NEWLINE, pairTable } from "./anchors.ts";
import { patterns } from "./patterns.ts";
import { placeRules, placeScanner } from "./places.ts";
import type { SecretScanner } from "./types.ts";

/** Bytes after an anchor that its pattern may look at, and before it. */
const AHEAD = 1024;
const BEHIND = 64;

/** Bytes from the file's start of which none is zero in a text. */
const TEXT_SIGN = 8000;

/** More findings in one file say nothing new. */
const MOST_FINDINGS = 50;

/** The shortest secret that any pattern knows is 20 bytes long. */
const LEAST_BYTES = 20;

/** Formats that are never text; what they hold compressed can't be found by its text anyway. */
const BINARY =
  /\.(?:so(?:\.[\d.]+)?|a|o|ko|pyc|class|jar|whl|gz|xz|bz2|zst|zip|tgz|png|jpe?g|gif|ico|webp|woff2?|ttf|otf|mo|wasm|node|db|sqlite|hwdb|cache|rpm|deb)$/;

const table = pairTable(patterns);

/**
 * Looks for secrets in one file while it streams by, in constant memory: kinds and lines, never a value. Null for what can't
 * hold one that we would know: anything but a regular file, files that are too short, formats that are no text.
 */
export function secretScanner(file: Pick<LayerFile, "path" | "type" | "bytes">): SecretScanner | null {
  if (file.type !== "file" || file.bytes < LEAST_BYTES || BINARY.test(file.path)) return null;
  const rules = placeRules(file.path);
  return rules.length === 0 ? textScanner() : together(textScanner(), placeScanner(rules));
}

/** What both find; a line that the first has something to say of is not told again. */
function together(first: SecretScanner, second: SecretScanner): SecretScanner {
  return {
    write(chunk) {
      first.write(chunk);
      second.write(chunk);
    },
    end() {
      const found = first.end();
      const told = new Set(found.map(({ line }) => line));
      return [...found, ...second.end().filter(({ line }) => !told.has(line))];
    },
  };
}

function textScanner(): SecretScanner {
  const found: SecretFinding[] = [];
  let seen = 0;
  let isText = true;
  let line = 1;
  // The end of what came so far: `from` is where its part begins that is not searched yet.
  let held: Buffer = Buffer.alloc(0);
  let from = 0;

  const search = (bytes: Buffer, to: number) => {
    const { meaning } = table;
    for (let index = from; index < to; index++) {
      const pair = ((bytes[index] ?? 0) << 8) | (bytes[index + 1] ?? 0);
      const what = meaning[pair];
      if (what === NEWLINE) line += 1;
      else if (what === CANDIDATE && found.length < MOST_FINDINGS) {
        const kind = kindAt(bytes, index, pair);
        if (kind !== null) found.push({ kind, line });
      }
    }
  };

  return {
    write(chunk) {
      if (seen < TEXT_SIGN && isText) isText = !chunk.subarray(0, TEXT_SIGN - seen).includes(0);
      seen += chunk.length;
      if (!isText) return;
      const bytes = held.length === 0 ? bufferOf(chunk) : Buffer.concat([held, chunk]);
      const to = Math.max(from, bytes.length - AHEAD);
      search(bytes, to);
      const keep = Math.max(0, to - BEHIND);
      // Copied: a view would hold on to the whole chunk.
      held = Buffer.from(bytes.subarray(keep));
      from = to - keep;
    },
    end() {
      if (!isText) return [];
      search(held, held.length - 1);
      return found;
    },
  };
}

const bufferOf = (chunk: Uint8Array) => Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);

/** What stands at a pair that a secret might hold; null for nearly all of them. */
function kindAt(bytes: Buffer, index: number, pair: number): string | null {
  for (const { pattern, back } of table.candidatesOf(pair)) {
    const start = index - back;
    if (start < 0 || !pattern.anchors.some((anchor) => startsWith(bytes, start, anchor))) continue;
    const before = Math.max(0, start - 1);
    const text = bytes.toString("latin1", before, index + AHEAD);
    pattern.shape.lastIndex = start - before;
    const match = pattern.shape.exec(text);
    const kind = match && pattern.kindOf(match);
    if (kind) return kind;
  }
  return null;
}

function startsWith(bytes: Buffer, start: number, text: string): boolean {
  for (let index = 0; index < text.length; index++)
    if (bytes[start + index] !== text.charCodeAt(index)) return false;
  return true;
}
