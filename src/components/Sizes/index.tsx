import { useId } from "react";
import type { ReactNode } from "react";
import { familyOfBase } from "../../families.ts";
import type { Family } from "../../families.ts";
import { formatBytes } from "../../lib/bytes.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { Recorded } from "../../lib/recorded.ts";
import FamilyBadge from "../FamilyBadge/index.tsx";
import { ProvenanceDetails } from "../Provenance/index.tsx";
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

/** Sizes of images as bars, both meanings of the word, with the numbers in a table beside them. */
export default function Sizes({ of, recorded = [], labels, title }: SizesProps): ReactNode {
  const images = of.map((key, index) =>
    recordedAs("Sizes", { of: key, recorded: recorded[index] }, "image", "base"),
  );
  const rows = images.map(({ observation, base }, index) => ({
    label: labels?.[index] ?? observation.title,
    family: base === null ? ("scratch" as const) : familyOfBase(base.id),
    unpacked: observation.unpackedBytes,
    compressed: observation.compressedBytes,
  }));
  const first = images[0];
  return (
    <figure className={styles.figure}>
      <figcaption>{title ?? "Sizes, to one scale"}</figcaption>
      <div className={styles.beside}>
        <Bars rows={rows} />
        <Numbers rows={rows} />
      </div>
      {first !== undefined && (
        <ProvenanceDetails
          recorded={{
            ...first,
            of: of.join(", "),
            provenance: { ...first.provenance, bases: uniqueBases(images) },
          }}
        />
      )}
    </figure>
  );
}

function uniqueBases(images: readonly Recorded[]): Recorded["provenance"]["bases"] {
  const bases = images.flatMap(({ provenance }) => provenance.bases);
  return [...new Map(bases.map((base) => [base.id, base])).values()];
}

function Bars({ rows }: { rows: readonly Row[] }): ReactNode {
  const hatch = useId();
  const largest = Math.max(...rows.map(({ unpacked }) => unpacked), 1);
  const width = (bytes: number): string => `max(1.5px, ${((bytes / largest) * 100).toFixed(2)}%)`;
  return (
    <div className={styles.bars} aria-hidden="true">
      {rows.map(({ label, family, unpacked, compressed }, index) => (
        <div key={label} className={styles.row}>
          <span className={styles.name}>
            <FamilyBadge family={family}>{label}</FamilyBadge>
          </span>
          <svg className={styles.bar} width="100%" height="27">
            <pattern
              id={`${hatch}${index}`}
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
              fill={`url(#${hatch}${index})`}
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

function Numbers({ rows }: { rows: readonly Row[] }): ReactNode {
  return (
    <table className={styles.numbers}>
      <thead>
        <tr>
          <th scope="col">Image</th>
          <th scope="col">unpacked</th>
          <th scope="col">compressed</th>
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
