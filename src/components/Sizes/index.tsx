import { useState } from "react";
import type { ReactNode } from "react";
import { idFrom } from "../../lib/ids.ts";
import { familyOfBase } from "../../families.ts";
import type { Family } from "../../families.ts";
import { formatBytes } from "../../lib/bytes.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { Recorded } from "../../lib/recorded.ts";
import FamilyBadge from "../FamilyBadge/index.tsx";
import Figure from "../Figure/index.tsx";
import SortingHead from "../Sorting/index.tsx";
import { sorted } from "../Sorting/sorted.ts";
import type { Order } from "../Sorting/sorted.ts";
import styles from "./styles.module.css";

export interface SizesProps {
  readonly of: readonly string[];
  readonly recorded?: readonly Recorded[];
  /** One for each image; the observation's title where it is absent. */
  readonly labels?: readonly string[];
  readonly title?: string;
}

interface Row {
  readonly label: string;
  readonly family: Family;
  readonly unpacked: number;
  readonly compressed: number;
}

const values = {
  unpacked: ({ unpacked }: Row) => unpacked,
  compressed: ({ compressed }: Row) => compressed,
};

/** From so many rows on, bars take the whole width, and the table stands below them. */
const many = 6;

/** Sizes of images as bars, both meanings of the word, with the numbers in a table beside them that sorts both. */
export default function Sizes({ of, recorded = [], labels, title }: SizesProps): ReactNode {
  const [order, setOrder] = useState<Order>(null);
  const images = of.map((key, index) =>
    recordedAs("Sizes", { of: key, recorded: recorded[index] }, "image", "base"),
  );
  const rows = images.map(({ observation, base }, index) => ({
    label: labels?.[index] ?? observation.title,
    family: base === null ? ("scratch" as const) : familyOfBase(base.id),
    unpacked: observation.unpackedBytes,
    compressed: observation.compressedBytes,
  }));
  const shown = sorted(rows, order, values);
  return (
    <Figure caption={title ?? "Sizes, to one scale"} recorded={images}>
      <div className={styles.beside} data-many={rows.length > many}>
        <Bars of={images[0]?.of ?? ""} rows={shown} />
        <Numbers rows={shown} order={order} onOrder={setOrder} />
      </div>
    </Figure>
  );
}

function Bars({ of, rows }: { of: string; rows: readonly Row[] }): ReactNode {
  const largest = Math.max(...rows.map(({ unpacked }) => unpacked), 1);
  const width = (bytes: number): string => `max(1.5px, ${((bytes / largest) * 100).toFixed(2)}%)`;
  return (
    <div className={styles.bars} aria-hidden="true">
      {rows.map(({ label, family, unpacked, compressed }) => (
        <div key={label} className={styles.row}>
          <span className={styles.name}>
            <FamilyBadge family={family}>{label}</FamilyBadge>
          </span>
          <svg className={styles.bar} width="100%" height="27">
            <pattern
              id={idFrom("hatch", of, label)}
              width="5"
              height="5"
              patternUnits="userSpaceOnUse"
              patternTransform="rotate(45)"
            >
              <rect width="2" height="5" fill={`var(--family-${family})`} />
            </pattern>
            <rect y="1" height="14" fill={`var(--family-${family})`} style={{ width: width(unpacked) }} />
            <rect
              y="17.5"
              height="8"
              fill={`url(#${idFrom("hatch", of, label)})`}
              stroke={`var(--family-${family})`}
              style={{ width: width(compressed) }}
            />
          </svg>
        </div>
      ))}
      <p className={styles.key}>
        <span data-meaning="unpacked" /> unpacked <span data-meaning="compressed" /> compressed
      </p>
    </div>
  );
}

interface NumbersProps {
  readonly rows: readonly Row[];
  readonly order: Order;
  readonly onOrder: (order: Order) => void;
}

function Numbers({ rows, order, onOrder }: NumbersProps): ReactNode {
  return (
    <table className={styles.numbers}>
      <thead>
        <tr>
          <th scope="col">Image</th>
          {Object.keys(values).map((by) => (
            <SortingHead key={by} by={by} order={order} onOrder={onOrder} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ label, family, unpacked, compressed }) => (
          <tr key={label}>
            <th scope="row">
              <FamilyBadge family={family}>{label}</FamilyBadge>
            </th>
            <td>{formatBytes(unpacked)}</td>
            <td>{formatBytes(compressed)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
