import { Children, isValidElement } from "react";
import type { ReactNode } from "react";

/**
 * A name for a table, from the words of its header row: two regions of a page must not have the same name.
 * `Table` alone where the header holds no words of its own.
 */
export function nameOf(children: ReactNode): string {
  const head = Children.toArray(children).find((child) => isValidElement(child) && child.type === "thead");
  const words = wordsOf(head).join(", ");
  return words === "" ? "Table" : `Table: ${words}`;
}

function wordsOf(node: ReactNode): string[] {
  return Children.toArray(node).flatMap((child) => {
    if (typeof child === "string") return child.trim() === "" ? [] : [child.trim()];
    return isValidElement<{ children?: ReactNode }>(child) ? wordsOf(child.props.children) : [];
  });
}
