import { useId } from "react";
import type { ReactNode } from "react";
import { families, familyOfBase } from "../../families.ts";
import type { Family } from "../../families.ts";
import { formatBytes } from "../../lib/bytes.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps } from "../../lib/recorded.ts";
import { ProvenanceDetails } from "../Provenance/index.tsx";
import { RockPattern } from "../Rock/index.tsx";
import { stack, thinnest } from "./stack.ts";
import type { Stratum } from "./stack.ts";
import styles from "./styles.module.css";

const height = 300;

/** An image's layers as strata: the newest on top, heights to scale, the base's own layers marked off. */
export default function Layers({ title, ...props }: OfProps & { readonly title?: string }): ReactNode {
  const recorded = recordedAs("Layers", props, "image");
  const { observation, base } = recorded;
  const family = base === null ? "scratch" : familyOfBase(base.id);
  const strata = stack(observation.layers, height);
  const thin = strata.some(({ thin }) => thin);
  return (
    <figure className={styles.figure}>
      <figcaption>{title ?? observation.title}</figcaption>
      <div className={styles.beside}>
        <Section strata={strata} family={family} />
        <ol className={styles.list} reversed>
          {strata.map((layer) => (
            <li key={layer.digest} data-base={layer.fromBase}>
              <strong>{formatBytes(layer.unpackedBytes)}</strong> unpacked,{" "}
              {formatBytes(layer.compressedBytes)} compressed
              {layer.fromBase && (
                <span className={styles.mark}>
                  {families[family].glyph} from the base{base === null ? "" : ` ${base.reference}`}
                </span>
              )}
              {layer.createdBy !== "" && <code>{layer.createdBy}</code>}
            </li>
          ))}
        </ol>
      </div>
      {thin && (
        <p className={styles.note}>Layers too thin for this scale are drawn {thinnest} pixels high.</p>
      )}
      <ProvenanceDetails recorded={recorded} />
    </figure>
  );
}

function Section({ strata, family }: { strata: readonly Stratum[]; family: Family }): ReactNode {
  const id = useId();
  const total = strata.reduce((sum, { drawn }) => sum + drawn, 0);
  return (
    <svg
      className={styles.section}
      viewBox={`0 0 160 ${total}`}
      // Heights are to scale, so a narrow screen cuts the width and leaves the height.
      preserveAspectRatio="xMinYMin slice"
      width="160"
      height={total}
      aria-hidden="true"
    >
      <RockPattern id={id} family={family} />
      {strata.map(({ digest, top, drawn, fromBase }) => (
        <rect
          key={digest}
          x="1"
          y={top}
          width="158"
          height={drawn}
          fill={fromBase ? `url(#${id})` : "var(--gw-soil)"}
          stroke={fromBase ? `var(--family-${family})` : "var(--gw-ink)"}
          strokeWidth="1"
        />
      ))}
    </svg>
  );
}
