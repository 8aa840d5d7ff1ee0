import type { ReactNode } from "react";
import { useInteractive } from "../../lib/useInteractive.ts";
import { ariaSortOf, nextOrder } from "./sorted.ts";
import type { Order } from "./sorted.ts";
import styles from "./styles.module.css";

export interface SortingHeadProps {
  readonly by: string;
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

const arrows = { none: "↕", ascending: "↑", descending: "↓" } as const;

/** A column's heading that sorts its table; without JavaScript, a heading. */
export default function SortingHead({ by, order, onOrder }: SortingHeadProps): ReactNode {
  const interactive = useInteractive();
  const way = ariaSortOf(order, by);
  return (
    <th scope="col" aria-sort={interactive ? way : undefined}>
      {interactive ? (
        <button type="button" className={styles.head} onClick={() => onOrder(nextOrder(order, by))}>
          {by}
          <span className={styles.arrow} aria-hidden="true">
            {arrows[way]}
          </span>
          <span className="sr-only">, sort by it</span>
        </button>
      ) : (
        by
      )}
    </th>
  );
}
