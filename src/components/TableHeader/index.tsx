import type { ComponentProps, ReactNode } from "react";

/** A header of a table of the text. Markdown can't leave a corner out: an empty one is no header, but a plain cell. */
export default function TableHeader({ children, ...props }: ComponentProps<"th">): ReactNode {
  return children === undefined ? <td /> : <th {...props}>{children}</th>;
}
