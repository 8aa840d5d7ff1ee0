import { useId, useState } from "react";
import { useInteractive } from "./useInteractive.ts";

/**
 * An id out of what an element stands for. React's own ids count what is rendered, and the browser takes up less of a
 * page than the build has rendered (`site/weight/still`), so they would differ between the two.
 */
export function idFrom(...parts: readonly (string | number)[]): string {
  return parts.join("-").replace(/[^\w-]+/g, "-");
}

let made = 0;

/**
 * An id by which parts of one component find each other. One that the browser makes is none that the build has given
 * away, whose count the browser can't know.
 */
export function useOwnId(): string {
  const isMadeHere = useInteractive();
  const built = useId();
  const [id] = useState(() => (isMadeHere ? `made-${++made}` : built));
  return id;
}
