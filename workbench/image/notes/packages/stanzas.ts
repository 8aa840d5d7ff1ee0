/**
 * Texts in the manner of RFC 822: paragraphs separated by empty lines, each a set of `Key: value` fields, continued by lines
 * that begin with a blank. Keys are made lower case. What is no field is passed over.
 */
export function* stanzasOf(text: string): Generator<ReadonlyMap<string, string>> {
  let fields = new Map<string, string>();
  for (const line of linesOf(text)) {
    if (line.trim() === "") {
      if (fields.size > 0) yield fields;
      fields = new Map();
      continue;
    }
    // Continued lines are descriptions and lists of files: nothing that the notes tell.
    const match = /^([^\s:]+):(.*)$/.exec(line);
    const key = match?.[1]?.toLowerCase();
    if (key !== undefined && !fields.has(key)) fields.set(key, (match?.[2] ?? "").trim());
  }
  if (fields.size > 0) yield fields;
}

/** Lines without their ends, one at a time: a database of 30 MB is not split into a list first. */
export function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length;) {
    const newline = text.indexOf("\n", start);
    const end = newline < 0 ? text.length : newline;
    yield text.slice(start, text[end - 1] === "\r" && end > start ? end - 1 : end);
    start = end + 1;
  }
}
