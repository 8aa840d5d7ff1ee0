/** What was named can't be inspected: it is nothing, several things, or damaged. The CLI exits with 2. */
export class TargetError extends Error {
  override readonly name = "TargetError";
  /** One plain next step. */
  readonly next: string;

  constructor(message: string, next: string, options?: ErrorOptions) {
    super(message, options);
    this.next = next;
  }
}
