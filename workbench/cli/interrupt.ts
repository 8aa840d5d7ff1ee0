const controller = new AbortController();

/** Aborted when the user presses Ctrl-C or the process is asked to end. Every command passes it on to what it starts. */
export const interruptSignal: AbortSignal = controller.signal;

/** The first signal asks everything to stop and tidy up; the second one ends the process at once. */
export function listenForInterrupts(): void {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) process.exit(130);
      process.stderr.write("groundwork: stopping and tidying up; once more to stop at once\n");
      controller.abort(new Interrupted());
    });
  }
}

export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("interrupted");
  }
}
