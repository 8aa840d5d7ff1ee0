import { useSyncExternalStore } from "react";

const never = (): (() => void) => () => undefined;

/** False on the server and in the first render, true once the page runs in a browser. */
export function useInteractive(): boolean {
  return useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
}
