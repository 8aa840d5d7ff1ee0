import type { ReactNode } from "react";
import type { SiteFigures as Data } from "../../../site/site-figures.ts";
import ScrollingTable from "../ScrollingTable/index.tsx";
import styles from "./styles.module.css";

export interface SiteFiguresProps {
  /** Added by the page compiler; null while the site is built to be measured. */
  readonly figures?: Data | null;
}

/** A stored run of `npm run bench:site`: what was wanted, what was measured, and the peers beside us. */
export default function SiteFigures({ figures }: SiteFiguresProps): ReactNode {
  if (figures === undefined) throw new Error("<SiteFigures> may only stand in an .mdx page");
  if (figures === null) return <p>Being measured.</p>;
  const { how, columns, rows, bounds, sites } = figures;
  return (
    <>
      <ul className={styles.bounds}>
        {bounds.map((bound) => (
          <BoundView key={bound.says} bound={bound} />
        ))}
      </ul>
      <ScrollingTable className={styles.sites}>
        <caption>Ours and its peers, in the same run</caption>
        <thead>
          <tr>
            <td />
            {rows.map(([name]) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {columns.slice(1).map((column, at) => (
            <tr key={column}>
              <th scope="row">{column}</th>
              {rows.map(([name, ...cells]) => (
                <td key={name}>{cells[at]}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </ScrollingTable>
      <ul>
        {sites.map(({ name, what, rules }) => (
          <li key={name}>
            <strong>{name}</strong>: {what}.{rules !== "" && ` Rules of axe that it breaks: ${rules}.`}
          </li>
        ))}
      </ul>
      <p className={styles.how}>{how.join(" ")}</p>
    </>
  );
}

function BoundView({ bound }: { readonly bound: Data["bounds"][number] }): ReactNode {
  const { says, measured, met, missedBy, why } = bound;
  return (
    <li className={met ? styles.met : styles.missed}>
      <p className={styles.line}>
        <strong>{says}</strong>
        <span className={styles.measured}>{measured}</span>
        <span className={styles.verdict}>
          {met ? "✓ met" : `✗ missed by ${missedBy}`} ({bound.bound})
        </span>
      </p>
      {why !== "" && <p className={styles.why}>{why}</p>}
    </li>
  );
}
