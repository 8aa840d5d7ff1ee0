import ElementContent from "@theme/CodeBlock/Content/Element";
import StringContent from "@theme/CodeBlock/Content/String";
import type { Props } from "@theme/CodeBlock";
import { Children, isValidElement } from "react";
import type { ReactNode } from "react";

/**
 * A block of code, which stays as the build has made it. The theme's own is made anew once its page runs, since its
 * colours are those of one theme; ours are in style sheets.
 */
export default function Block({ children, ...props }: Props): ReactNode {
  const parts = Children.toArray(children);
  if (parts.some((child) => isValidElement(child)))
    return <ElementContent {...props}>{children}</ElementContent>;
  const text = parts.filter((part) => typeof part === "string").join("");
  return <StringContent {...props}>{text}</StringContent>;
}
