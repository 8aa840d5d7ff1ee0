import { Fragment, useState } from "react";
import type { ReactNode } from "react";
import { families, familyOfBase } from "../../families.ts";
import { formatBytes } from "../../lib/bytes.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { OfProps } from "../../lib/recorded.ts";
import Figure from "../Figure/index.tsx";
import Drawing from "./Drawing.tsx";
import Layer from "./Layer.tsx";
import { stack, thinnest, wasteOf } from "./stack.ts";
import styles from "./styles.module.css";

const height = 300;

/**
 * An image's layers as strata: the newest on top, heights to scale, the base marked off. Each opens to what it adds,
 * changes and deletes, and to what of it nobody sees any more.
 */
export default function Layers({ title, ...props }: OfProps & { readonly title?: string }): ReactNode {
  const recorded = recordedAs("Layers", props, "image");
  const { observation, base } = recorded;
  const family = base === null ? "scratch" : familyOfBase(base.id);
  const strata = stack(observation.layers, height);
  const [opened, setOpened] = useState<readonly string[]>([]);
  const toggle = (digest: string, open: boolean): void =>
    setOpened((before) => [...before.filter((each) => each !== digest), ...(open ? [digest] : [])]);
  const baseAt = strata.findIndex(({ fromBase }) => fromBase);
  return (
    <Figure caption={title ?? observation.title} recorded={[recorded]}>
      <div className={styles.beside}>
        <Drawing
          of={recorded.of}
          strata={strata}
          family={family}
          opened={opened}
          onPick={(digest) => toggle(digest, !opened.includes(digest))}
        />
        <ol className={styles.list}>
          {strata.map((layer, index) => (
            <Fragment key={layer.digest}>
              {index === baseAt && (
                <li className={styles.mark}>
                  <span aria-hidden="true">{families[family].glyph}</span> The base begins here
                  {base === null ? "" : `: ${base.reference}`}
                </li>
              )}
              <li value={strata.length - index}>
                <Layer
                  layer={layer}
                  open={opened.includes(layer.digest)}
                  onToggle={(open) => toggle(layer.digest, open)}
                />
              </li>
            </Fragment>
          ))}
        </ol>
      </div>
      <Waste layers={observation.layers} total={observation.unpackedBytes} />
      {strata.some(({ thin }) => thin) && (
        <p className={styles.note}>Layers too thin for this scale are drawn {thinnest} pixels high.</p>
      )}
    </Figure>
  );
}

interface WasteProps {
  readonly layers: Parameters<typeof wasteOf>[0];
  readonly total: number;
}

function Waste({ layers, total }: WasteProps): ReactNode {
  const wasted = wasteOf(layers);
  if (wasted === null) return null;
  if (wasted === 0) return <p className={styles.note}>No layer holds a file that a later one hides.</p>;
  return (
    <p className={styles.note}>
      <span className={styles.hatch} aria-hidden="true" /> Wasted: {formatBytes(wasted)} of{" "}
      {formatBytes(total)}, both unpacked. Later layers delete or replace these files, and the bytes stay.
    </p>
  );
}
