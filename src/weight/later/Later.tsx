import { createElement } from "react";
import type { ReactNode } from "react";

/** Stands around a part of a page whose code comes when a reader is near (`site/weight/later`). It has no box of its own. */
export default function Later({ children }: { children?: ReactNode }): ReactNode {
  return createElement("gw-later", null, children);
}
