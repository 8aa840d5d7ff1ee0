import { setTimeout } from "node:timers/promises";
import { EngineFault } from "../../engine/errors.ts";
import type { Engine } from "../../engine/types.ts";

/** An engine that goes down kills what runs on it first, and answers for a moment more. */
const MOMENT_MS = 1500;
/** How a process ends that was killed, or asked to end, from outside. */
const KILLED: readonly (number | null)[] = [137, 143];

/** Whether a program or a build step was killed, and not by a limit of ours. */
export function wasKilled({
  exitCode,
  timedOut = false,
  oomKilled = false,
  cancelled = false,
}: Ended): boolean {
  return KILLED.includes(exitCode) && !timedOut && !oomKilled && !cancelled;
}

interface Ended {
  readonly exitCode: number | null;
  readonly timedOut?: boolean;
  readonly oomKilled?: boolean;
  readonly cancelled?: boolean;
}

/**
 * A claim that fails while the engine goes away says nothing about a hand-in. Answers the fault then, else null.
 * @param engine where the task has run
 * @param sawKill something of the task was killed: the engine may be about to go, and is asked once more
 */
export async function faultOfEngine(
  engine: Pick<Engine, "situation">,
  sawKill: boolean,
): Promise<string | null> {
  try {
    await engine.situation();
    if (!sawKill) return null;
    await setTimeout(MOMENT_MS);
    await engine.situation();
    return null;
  } catch (error) {
    const fault = new EngineFault(
      `The engine stopped answering while the task ran: ${error instanceof Error ? error.message : String(error)}`,
      "Check the engine with `groundwork doctor`, then try again.",
    );
    return `${fault.message} ${fault.next}`;
  }
}
