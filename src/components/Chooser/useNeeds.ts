import { useCallback, useEffect, useState } from "react";
import { hashOf, needsOfHash } from "../../../workbench/choose/flags.ts";
import { NOTHING_SAID } from "../../../workbench/choose/types.ts";
import type { Needs } from "../../../workbench/choose/types.ts";

/** The needs on the page, kept in its address, so that a link leads to the same answer. */
export function useNeeds(): readonly [Needs, (needs: Needs) => void] {
  const [needs, setNeeds] = useState(NOTHING_SAID);
  useEffect(() => {
    const read = (): void => {
      const said = needsOfHash(window.location.hash);
      if (said !== null) setNeeds(said);
    };
    read();
    window.addEventListener("hashchange", read);
    return () => window.removeEventListener("hashchange", read);
  }, []);
  const change = useCallback((next: Needs): void => {
    setNeeds(next);
    // Replaced, not pushed: "back" leads to where the reader came from, not through every answer.
    window.history.replaceState(window.history.state, "", `#${hashOf(next)}`);
  }, []);
  return [needs, change];
}
