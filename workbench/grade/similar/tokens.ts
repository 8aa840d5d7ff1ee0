/*
 * What is compared are tokens. In code, names, numbers and strings all look alike, so that renaming hides nothing; in a
 * Dockerfile every word counts, since there are few. Comments and spaces count nowhere.
 */

const CODE = /\.(?:ts|js|mjs|c|h|sh|py|go)$/;
const TOKEN = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|[A-Za-z_$][\w$]*|\d[\w.]*|[^\s\w]/g;
const WORD = /[^\s=,:[\]"']+|[=,:[\]]/g;
const KEYWORDS = new Set(
  "async await break case catch char class const continue default do else export extends finally for function if import in int let new null of return static struct switch this throw true try type typeof undefined unsigned var void while false interface".split(
    " ",
  ),
);

/** The tokens of a file, by its kind. Pure. */
export function tokensOf(file: string, text: string): string[] {
  return CODE.test(file) ? codeTokens(text) : wordTokens(text);
}

function codeTokens(text: string): string[] {
  const bare = text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|^\s*#[^\n]*/gm, " ");
  return (bare.match(TOKEN) ?? []).map((token) => {
    if (/^["'`]/.test(token)) return "text";
    if (/^\d/.test(token)) return "number";
    return /^[A-Za-z_$]/.test(token) && !KEYWORDS.has(token) ? "name" : token;
  });
}

function wordTokens(text: string): string[] {
  const bare = text.replaceAll(/^\s*#[^\n]*|\\\r?\n/gm, " ");
  return (bare.match(WORD) ?? []).map((token) => token.toLowerCase());
}
