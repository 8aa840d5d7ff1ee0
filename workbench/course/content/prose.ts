/** The same text with everything but line breaks turned to spaces, so that positions stay what they were. */
function blank(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

/** Where a JSX tag or `{expression}` that begins at `start` ends; quotes and nested braces are passed over. */
function endOf(text: string, start: number): number {
  const close = text[start] === "{" ? "}" : ">";
  let depth = 0;
  let quote = "";
  for (let index = start + 1; index < text.length; index += 1) {
    const char = text.charAt(index);
    if (quote !== "") {
      if (char === quote) quote = "";
    } else if (char === close && depth === 0) return index + 1;
    else if (char === "{") depth += 1;
    else if (char === "}") depth -= 1;
    else if ((char === '"' || char === "`") && (close === ">" || depth > 0)) quote = char;
  }
  return text.length;
}

/** Blanks tags (`<Size of="…" />`) and expressions (`{figure}`); the prose between tags stays. */
function maskJsx(text: string): string {
  let out = "";
  let index = 0;
  while (index < text.length) {
    if (/^(?:<[/A-Za-z]|\{)/.test(text.slice(index, index + 2))) {
      const end = endOf(text, index);
      out += blank(text.slice(index, end));
      index = end;
    } else {
      out += text.charAt(index);
      index += 1;
    }
  }
  return out;
}

/**
 * Only the prose of a Markdown or MDX page: front matter, imports, code, tags and expressions are blanked.
 * Lines and columns stay those of the file.
 */
export function proseOf(page: string): string {
  const withoutCode = page
    .replace(/^---\n[\s\S]*?\n---\n/, blank)
    .replace(/^( *)(```+|~~~+)[^\n]*\n[\s\S]*?\n\1\2 *$/gm, blank)
    .replace(/(`+)[^`](?:[^`]|\n)*?\1/g, blank)
    .replace(/^(?:import|export) [^\n]*$/gm, blank)
    .replace(/\]\([^)\s]*\)/g, (link) => `]${blank(link.slice(1))}`);
  return maskJsx(withoutCode);
}
