import type { ReactNode } from "react";
import { idFrom } from "../../lib/ids.ts";
import type { Family } from "../../families.ts";
import { RockPattern } from "../Rock/index.tsx";
import type { Stratum } from "./stack.ts";
import styles from "./styles.module.css";

interface DrawingProps {
  readonly strata: readonly Stratum[];
  /** The recording that it is of. */
  readonly of: string;
  readonly family: Family;
  readonly opened: readonly string[];
  readonly onPick: (digest: string) => void;
}

const width = 160;

/** The layers to scale; what is wasted of one is hatched. A way for the mouse only: the list beside it says and does the same. */
export default function Drawing({ of, strata, family, opened, onPick }: DrawingProps): ReactNode {
  const id = idFrom("layers", of);
  const total = strata.reduce((sum, { drawn }) => sum + drawn, 0);
  return (
    <svg
      className={styles.section}
      viewBox={`0 0 ${width} ${total}`}
      // Heights are to scale, so a narrow screen cuts the width and leaves the height.
      preserveAspectRatio="xMinYMin slice"
      width={width}
      height={total}
      aria-hidden="true"
    >
      <RockPattern id={id} family={family} />
      <pattern
        id={`${id}waste`}
        width="6"
        height="6"
        patternUnits="userSpaceOnUse"
        patternTransform="rotate(45)"
      >
        <rect width="2.4" height="6" fill="var(--gw-bad)" />
      </pattern>
      {strata.map(({ digest, top, drawn, fromBase, wastedShare }) => (
        <g
          key={digest}
          className={styles.stratum}
          data-open={opened.includes(digest)}
          onClick={() => onPick(digest)}
        >
          <rect
            x="1"
            y={top}
            width={width - 2}
            height={drawn}
            fill={fromBase ? `url(#${id})` : "var(--gw-soil)"}
            stroke={fromBase ? `var(--family-${family})` : "var(--gw-ink)"}
            strokeWidth="1"
          />
          {wastedShare > 0 && (
            <rect
              x="1"
              y={top + drawn * (1 - wastedShare)}
              width={width - 2}
              height={drawn * wastedShare}
              fill={`url(#${id}waste)`}
            />
          )}
          <rect
            className={styles.outline}
            x="2"
            y={top + 1}
            width={width - 4}
            height={Math.max(1, drawn - 2)}
          />
        </g>
      ))}
    </svg>
  );
}
