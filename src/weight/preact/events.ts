import "preact/compat";
import { options } from "preact";

/**
 * The search field's library takes an event that has `isDefaultPrevented` for one of its own, which has this too.
 * Preact gives events the one and not the other.
 */
const before = options.event;
options.event = (event: Event & { isImmediatePropagationStopped?: () => boolean }): unknown => {
  event.isImmediatePropagationStopped ??= () => false;
  return before?.(event) ?? event;
};
