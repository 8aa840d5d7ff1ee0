/** Something a person gave us that can't be used: an unknown lab, a malformed manifest. The CLI exits with 2. */
export class BadInput extends Error {
  override readonly name = "BadInput";
}
