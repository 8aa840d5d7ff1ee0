import { createElement } from "react";
import type { ReactNode } from "react";

/** The same in the browser, where its children are in the page already and stay as they are. */
export default function Kept(): ReactNode {
  // An empty text says "keep what is there" while a page takes up what the build has rendered.
  return createElement("gw-still", { dangerouslySetInnerHTML: { __html: "" } });
}
