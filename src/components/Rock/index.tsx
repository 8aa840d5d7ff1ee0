import type { ReactNode, SVGProps } from "react";
import { families, rocks } from "../../families.ts";
import type { Family } from "../../families.ts";
import { useOwnId } from "../../lib/ids.ts";

/** A pattern of a family's rock, for `fill={url(#id)}`. Must stand inside an `<svg>`. */
export function RockPattern({ id, family }: { id: string; family: Family }): ReactNode {
  const mark = rocks[families[family].rock];
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
  const id = useOwnId();
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
