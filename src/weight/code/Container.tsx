import clsx from "clsx";
import type { ComponentProps, ElementType, ReactNode } from "react";
import styles from "./styles.module.css";

/** What stands around code. Its colours come from `site/weight/code.ts`, for both themes. */
export default function Container<Tag extends ElementType>({
  as: As,
  ...props
}: { as: Tag } & ComponentProps<Tag>): ReactNode {
  const Element: ElementType = As;
  const { className } = props as { className?: string };
  return <Element {...props} className={clsx(className, styles.container, "theme-code-block")} />;
}
