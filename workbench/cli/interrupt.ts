const controller = new AbortController();

/** Aborted when the user presses Ctrl-C or the process is asked to end. Every command passes it on to what it starts. */
export const interruptSignal: AbortSignal = controller.signal;

let second: (() => void) | null = null;
let finishes = false;

/**
 * For a command that first finishes what it has begun: the second signal calls `stopNow`, and only a third one ends the
 * process at once.
 */
export function onSecondInterrupt(stopNow: () => void): void {
  second = stopNow;
  finishes = true;
}

/** Whether the command that runs takes a signal as the order to end well: then nothing was interrupted. */
export function finishesFirst(): boolean {
  return finishes;
}

/** The first signal asks everything to stop and tidy up; the second one ends the process at once. */
export function listenForInterrupts(): void {
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(name, () => {
      if (!controller.signal.aborted) {
        process.stderr.write(second ? FINISHING : STOPPING);
        controller.abort(new Interrupted());
      } else if (second) {
        second();
        second = null;
      } else process.exit(130);
    });
  }
}

export class Interrupted extends Error {
  override readonly name = "Interrupted";

  constructor() {
    super("interrupted");
  }
}

const STOPPING = "groundwork: stopping and tidying up; once more to stop at once\n";
const FINISHING =
  "groundwork: finishing what has begun, taking nothing more; once more gives it back at once\n";
