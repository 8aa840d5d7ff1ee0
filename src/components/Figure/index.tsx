import type { ReactNode } from "react";
import type { Recorded } from "../../lib/recorded.ts";
import { ProvenanceDetails } from "../Provenance/index.tsx";
import styles from "./styles.module.css";

export interface FigureProps {
  readonly caption: ReactNode;
  /** Everything that the figure was drawn from. */
  readonly recorded: readonly Recorded[];
  readonly children: ReactNode;
}

/** The frame of a figure: what it shows, the figure itself, and at its foot on what it was recorded. */
export default function Figure({ caption, recorded, children }: FigureProps): ReactNode {
  return (
    <figure className={styles.figure}>
      <figcaption className={styles.caption}>{caption}</figcaption>
      {children}
      <ProvenanceDetails recorded={recorded} />
    </figure>
  );
}

interface FigureTableProps {
  /** Says what the table shows; no two tables of a page have the same. */
  readonly name: string;
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A table in a figure: it scrolls in a frame of its own, by keyboard too, and its first column stays in sight. */
export function FigureTable({ name, wide = false, children }: FigureTableProps): ReactNode {
  return (
    <div className={styles.scroll} data-wide={wide} role="region" aria-label={name} tabIndex={0}>
      <table>{children}</table>
    </div>
  );
}
