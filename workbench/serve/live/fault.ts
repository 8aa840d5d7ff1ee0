import { EngineFault } from "../../engine/errors.ts";
import { BadInput } from "../../lab/errors.ts";
import { Refused } from "../api/refuse.ts";

/**
 * Whatever was thrown, in the words that a page shows.
 * @param cancelled was the run called off? Then nothing is wrong.
 */
export function asRefusal(error: unknown, cancelled = false): Refused {
  if (error instanceof Refused) return error;
  if (cancelled)
    return new Refused(
      409,
      "The run was cancelled.",
      "You called it off.",
      "Run it again whenever you like.",
    );
  if (error instanceof BadInput)
    return new Refused(409, error.message, "What was asked for does not fit what is there.", error.next);
  if (error instanceof EngineFault)
    return new Refused(
      503,
      error.message,
      "The engine failed, not your hand-in: this costs nothing.",
      error.next,
    );
  return new Refused(
    500,
    error instanceof Error ? error.message : String(error),
    "Something went wrong on our side.",
    "Run `npx groundwork doctor`, and try it again.",
  );
}
