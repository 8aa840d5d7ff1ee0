/** An id, a login or an address as it is compared: Unicode NFC, small letters, no blanks around. Pure. */
export function plainKey(written: string): string {
  return written.normalize("NFC").trim().toLowerCase();
}

/**
 * The ways in which a person's name may be written, as keys to compare: the order that stands there, each turn of it
 * ("Last, First" and the platforms' "lastfirst"), letters only, with and without accents. Pure.
 */
export function nameKeys(written: string): readonly string[] {
  const words = plainKey(written)
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, " ")
    .trim()
    .split(" ")
    .filter((word) => word !== "");
  const turns = words.map((_, at) => [...words.slice(at), ...words.slice(0, at)].join(""));
  return [...new Set(turns.flatMap((each) => [each, withoutAccents(each)]))];
}

/** Letters that no decomposition takes apart, as learning platforms write them in file names. */
const LETTERS: Readonly<Record<string, string>> = {
  ø: "o",
  ł: "l",
  đ: "d",
  ß: "ss",
  æ: "ae",
  œ: "oe",
  ð: "d",
  þ: "th",
  ı: "i",
};

function withoutAccents(text: string): string {
  const bare = text.normalize("NFD").replace(/\p{M}/gu, "");
  return [...bare]
    .map((letter) => LETTERS[letter] ?? letter)
    .join("")
    .normalize("NFC");
}
