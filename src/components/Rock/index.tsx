import { useId } from "react";
import type { ReactNode, SVGProps } from "react";
import { families } from "../../families.ts";
import type { Family } from "../../families.ts";

/** Geologists' signs for rocks, one for each family, so that a figure never rests on colour alone. */
const marks: Readonly<
  Record<(typeof families)[Family]["rock"], { width: number; height: number; path: string }>
> = {
  void: { width: 8, height: 8, path: "" },
  brick: { width: 20, height: 14, path: "M0 .5H20M0 7.5H20M5 .5V7.5M15 7.5V14.5" },
  sand: { width: 12, height: 12, path: "M2 3h1.6M8 9h1.6M7.4 1.6h1.2M3 7.4h1.2M10.6 5h1" },
  crystal: { width: 12, height: 12, path: "M0 12L12 0M-3 3L3 -3M9 15L15 9M3 3l6 6" },
};

/** A pattern of a family's rock, for `fill={url(#id)}`. Must stand inside an `<svg>`. */
export function RockPattern({ id, family }: { id: string; family: Family }): ReactNode {
  const mark = marks[families[family].rock];
  return (
    <pattern id={id} width={mark.width} height={mark.height} patternUnits="userSpaceOnUse">
      <rect
        width={mark.width}
        height={mark.height}
        fill={`var(--family-${family})`}
        fillOpacity={family === "scratch" ? 0 : 0.2}
      />
      <path
        d={mark.path}
        stroke={`var(--family-${family})`}
        strokeWidth="1.1"
        strokeOpacity="0.75"
        fill="none"
      />
    </pattern>
  );
}

interface RockProps extends SVGProps<SVGSVGElement> {
  readonly family: Family;
}

/** A box filled with a family's rock; as wide and high as its style says. Decoration only. */
export default function Rock({ family, ...svg }: RockProps): ReactNode {
  const id = useId();
  return (
    <svg aria-hidden="true" width="100%" height="100%" {...svg}>
      <RockPattern id={id} family={family} />
      <rect
        width="100%"
        height="100%"
        fill={`url(#${id})`}
        stroke={`var(--family-${family})`}
        strokeWidth="2"
        strokeDasharray={family === "scratch" ? "4 4" : undefined}
      />
    </svg>
  );
}
