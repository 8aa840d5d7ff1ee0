import type { CSSProperties, ReactNode } from "react";
import { families } from "../../families.ts";
import type { Family } from "../../families.ts";
import styles from "./styles.module.css";

export interface FamilyBadgeProps {
  readonly family: Family;
  /** What stands beside the glyph; the family's own name by default. */
  readonly children?: ReactNode;
}

/** A family's glyph, in its colour, beside a name. */
export default function FamilyBadge({ family, children }: FamilyBadgeProps): ReactNode {
  const look = families[family];
  return (
    <span style={{ "--family": `var(--family-${family})` } as CSSProperties}>
      <span className={styles.glyph} aria-hidden="true">
        {look.glyph}
      </span>{" "}
      {children ?? look.name}
    </span>
  );
}
