/** Something a person gave us that can't be used: an unknown lab, a malformed manifest. The CLI exits with 2. */
export class BadInput extends Error {
  override readonly name = "BadInput";
  /** One plain next step. */
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.next = next;
  }
}
