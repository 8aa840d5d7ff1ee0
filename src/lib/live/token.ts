import { useSyncExternalStore } from "react";
import { TOKEN_META } from "../../../workbench/serve/token.ts";

const never = (): (() => void) => () => undefined;

/** The token that `groundwork serve` writes into its pages; null on any other server, before the page runs, and without JavaScript. */
export function useLiveToken(): string | null {
  return useSyncExternalStore(never, liveToken, () => null);
}

/** The same outside of a component, in the browser. */
export function liveToken(): string | null {
  return document.querySelector<HTMLMetaElement>(`meta[name="${TOKEN_META}"]`)?.content ?? null;
}
