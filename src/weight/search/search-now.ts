import type { ComponentType } from "react";

/** In the browser the search is not there at once; the build takes `search-now.server.ts` instead. */
export const searchNow: ComponentType | null = null;
