import type { ReactNode } from "react";
import { families, familyOfBase } from "../../families.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { Recorded } from "../../lib/recorded.ts";
import type { Family } from "../../families.ts";
import Figure from "../Figure/index.tsx";
import { instructionOf } from "../Layers/stack.ts";
import Rock from "../Rock/index.tsx";
import { columns } from "./columns.ts";
import type { Block } from "./columns.ts";
import styles from "./styles.module.css";

export interface StacksProps {
  readonly of: readonly string[];
  readonly recorded?: readonly Recorded[];
  /** One for each image; the observation's title where it is absent. */
  readonly labels?: readonly string[];
  readonly title?: string;
}

/** Images side by side as piles of layers, each with its digest, to see which layers are the same. Not to scale. */
export default function Stacks({ of, recorded = [], labels, title }: StacksProps): ReactNode {
  const images = of.map((key, index) =>
    recordedAs("Stacks", { of: key, recorded: recorded[index] }, "image"),
  );
  const piles = columns(images.map(({ observation }) => observation));
  return (
    <Figure caption={title ?? "Layers, newest on top"} recorded={images}>
      <div className={styles.piles}>
        {images.map(({ of: key, observation, base }, index) => {
          // A base's own picture: its layers come from no other base, and are the rock itself.
          const isBase = observation.image === base?.id;
          const family = base === null ? "scratch" : familyOfBase(base.id);
          return (
            <div key={key} className={styles.pile}>
              <ol className={styles.layers} reversed>
                {(piles[index] ?? []).map((block) => (
                  <Layer key={block.digest} block={block} family={family} isRock={isBase || block.fromBase} />
                ))}
              </ol>
              <p className={styles.name}>{labels?.[index] ?? observation.title}</p>
            </div>
          );
        })}
      </div>
    </Figure>
  );
}

interface LayerProps {
  readonly block: Block;
  readonly family: Family;
  readonly isRock: boolean;
}

function Layer({ block: { short, shared, createdBy }, family, isRock }: LayerProps): ReactNode {
  return (
    <li className={styles.layer} data-base={isRock}>
      {isRock && <Rock family={family} className={styles.rock} />}
      <span className={styles.words}>
        <code>{short}</code>
        {shared ? (
          <strong>
            <span aria-hidden="true">{isRock ? families[family].glyph : "="}</span> the same layer
          </strong>
        ) : (
          <span>only here</span>
        )}
        {!isRock && createdBy !== "" && <span className={styles.by}>{instructionOf(createdBy)}</span>}
      </span>
    </li>
  );
}
