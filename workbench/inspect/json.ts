/** Signs that JSON leaves as they are and that a terminal may act on. */
const ACTIVE = /[\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

/** Indented JSON that is safe to look at in a terminal: names keep every sign, the unseen ones as `\uXXXX`. */
export function safeJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(ACTIVE, (sign) =>
    [...Array(sign.length).keys()]
      .map((index) => `\\u${sign.charCodeAt(index).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
