import { createElement } from "react";
import type { ReactNode } from "react";

/** Stands around parts of a page that need no code (`site/weight/still`). It has no box of its own. */
export default function Still({ children }: { children?: ReactNode }): ReactNode {
  return createElement("gw-still", null, children);
}
