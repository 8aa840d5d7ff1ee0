import type { ReactNode } from "react";
import { formatBytes } from "../../lib/bytes.ts";
import { recordedAs } from "../../lib/recorded.ts";
import type { Recorded } from "../../lib/recorded.ts";
import Figure, { FigureTable } from "../Figure/index.tsx";
import styles from "./styles.module.css";

export interface TransfersProps {
  readonly of: readonly string[];
  readonly recorded?: readonly Recorded[];
  readonly title?: string;
}

/** Pushes and pulls, one a row: which layers went over the wire, lowest first, and how many compressed bytes that were. */
export default function Transfers({ of, recorded = [], title }: TransfersProps): ReactNode {
  const transfers = of.map((key, index) =>
    recordedAs("Transfers", { of: key, recorded: recorded[index] }, "transfer"),
  );
  const caption = title ?? "What went over the wire";
  return (
    <Figure caption={caption} recorded={transfers}>
      <FigureTable name={caption}>
        <thead>
          <tr>
            <th scope="col">Command</th>
            <th scope="col">Layers, lowest first</th>
            <th scope="col">Moved, compressed</th>
          </tr>
        </thead>
        <tbody>
          {transfers.map(({ of: key, observation }) => (
            <tr key={key}>
              <th scope="row" className={styles.command}>
                <code>{observation.command}</code>
                <span className={styles.title}>{observation.title}</span>
              </th>
              <td>
                <ol className={styles.layers}>
                  {observation.layers.map(({ transferred }, index) => (
                    // Two layers may be alike; their place tells them apart.
                    <li key={index} data-moved={transferred}>
                      {transferred ? "moved" : "there"}
                    </li>
                  ))}
                </ol>
              </td>
              <td className={styles.bytes}>{formatBytes(observation.compressedBytes)}</td>
            </tr>
          ))}
        </tbody>
      </FigureTable>
    </Figure>
  );
}
