/** A program can't be had. The message says what was seen, `next` what to do about it. */
export class ProgramError extends Error {
  override readonly name = "ProgramError";
  readonly next: string;

  constructor(message: string, next: string, options?: ErrorOptions) {
    super(`${message} ${next}`, options);
    this.next = next;
  }
}
