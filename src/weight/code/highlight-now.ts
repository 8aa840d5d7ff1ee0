import type { ComponentType } from "react";

/** In the browser nothing highlights at once; the build takes `highlight-now.server.ts` instead. */
export const highlightedNow: ComponentType | null = null;
