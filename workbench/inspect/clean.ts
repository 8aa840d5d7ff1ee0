/**
 * What could move a cursor, ring a bell, or turn text around: C0 and C1 controls, line and paragraph separators, zero-width
 * signs and the direction overrides of Unicode (see CVE-2021-42574, "Trojan Source").
 */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu;

/** A text from an image, fit for a terminal's line: each sign that can't be seen is spelled out, as `\x1b` or `\u{202e}`. */
export function clean(text: string): string {
  return text.replace(UNSEEN, spell);
}

function spell(sign: string): string {
  const code = sign.codePointAt(0) ?? 0;
  return code <= 0xff ? `\\x${code.toString(16).padStart(2, "0")}` : `\\u{${code.toString(16)}}`;
}

/** `clean` of every text in a value, keys included: what came out of an image goes no further as it was. */
export function cleanAll<T>(value: T): T;
export function cleanAll(value: unknown): unknown {
  if (typeof value === "string") return clean(value);
  if (Array.isArray(value)) return value.map((each: unknown) => cleanAll(each));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [clean(key), cleanAll(each)]));
}
