const MAGIC: readonly (readonly [name: string, bytes: string])[] = [
  ["bzip2", "BZh"],
  ["xz", "\xfd7zXZ"],
  ["lz4", "\x04\x22\x4d\x18"],
  ["a zip", "PK\x03\x04"],
  ["an ELF file", "\x7fELF"],
  ["JSON", "{"],
];

/** What a file that begins so is, in words: a format that we know and can't read, or its first bytes. */
export function describeFormat(head: Uint8Array): string {
  const text = Buffer.from(head.subarray(0, 8)).toString("latin1");
  const known = MAGIC.find(([, bytes]) => text.startsWith(bytes));
  if (known) return known[0];
  const hex = Buffer.from(head.subarray(0, 4))
    .toString("hex")
    .replace(/..(?=.)/g, "$& ");
  return hex === "" ? "empty" : `something that begins with the bytes ${hex}`;
}
