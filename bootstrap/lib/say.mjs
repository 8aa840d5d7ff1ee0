/** Something that the person in front of the machine can mend: shown as it is, without a stack. */
export class SetupError extends Error {
  constructor(message, next) {
    super(message);
    this.next = next;
  }
}

/** A progress line. To stderr, since stdout belongs to the data of a command. */
export function say(line) {
  process.stderr.write(`groundwork: ${line}\n`);
}

/** Runs an entry point; a fault becomes one plain message and an exit code. */
export async function main(work) {
  try {
    process.exitCode = await work();
  } catch (error) {
    if (!(error instanceof SetupError) || process.env.GROUNDWORK_DEBUG)
      process.stderr.write(`${error.stack}\n`);
    else process.stderr.write(`groundwork: ${error.message}\n${error.next}\n`);
    process.exitCode = error instanceof SetupError && error.interrupted ? 130 : 3;
  }
}
