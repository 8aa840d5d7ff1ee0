/** Our fault, never the learner's: the engine is absent, sick, or went away. Becomes the verdict `not-gradable`. */
export class EngineFault extends Error {
  override readonly name = "EngineFault";
  /** One plain next step for the person who reads it. */
  readonly next: string;

  constructor(message: string, next: string, options?: ErrorOptions) {
    super(message, options);
    this.next = next;
  }
}
