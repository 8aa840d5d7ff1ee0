import clsx from "clsx";
import type { ElementType, ReactNode } from "react";
import styles from "./styles.module.css";

interface ContainerProps {
  readonly as: ElementType;
  readonly className?: string;
  readonly children: ReactNode;
}

/** What stands around code. Its colours come from `site/weight/code.ts`, for both themes. */
export default function Container({ as: As, className, ...props }: ContainerProps): ReactNode {
  return <As {...props} className={clsx(className, styles.container, "theme-code-block")} />;
}
