/** What a loader puts in place of `$ORIGIN`, `$LIB` and `$PLATFORM` in a path; null: it takes no path with this token. */
export interface Tokens {
  readonly ORIGIN: string | null;
  readonly LIB: string | null;
  readonly PLATFORM: string | null;
}

const TOKEN = /\$(?:(ORIGIN|LIB|PLATFORM)(?![A-Za-z0-9_])|\{(ORIGIN|LIB|PLATFORM)\})/g;

/** A path with its tokens (ld.so(8), "Dynamic string tokens") replaced; null when one of them can't be. */
export function expandTokens(path: string, tokens: Tokens): string | null {
  let known = true;
  const text = path.replace(TOKEN, (_, bare?: keyof Tokens, braced?: keyof Tokens) => {
    const name = bare ?? braced;
    const value = name ? tokens[name] : null;
    known &&= value !== null;
    return value ?? "";
  });
  return known ? text : null;
}
