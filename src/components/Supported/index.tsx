import type { ReactNode } from "react";
import dates from "../../../workbench/bases/support/dates.json";
import type { Support } from "../../../workbench/bases/support/support.ts";
import ScrollingTable from "../ScrollingTable/index.tsx";

export interface SupportedProps {
  /** A distribution's os-release ID: `debian`. */
  readonly distribution: string;
}

/**
 * Until when each release of a distribution gets fixes, as others have published it: never without its source and the
 * date on which the source said so. Throws for a distribution of which nothing is known.
 */
export default function Supported({ distribution }: SupportedProps): ReactNode {
  const releases: readonly Support[] = dates.filter((each) => each.distribution === distribution);
  if (releases.length === 0) throw new Error(`<Supported>: no dates are known of "${distribution}"`);
  return (
    <ScrollingTable>
      <thead>
        <tr>
          <th scope="col">{distribution}</th>
          <th scope="col">its own fixes end</th>
          <th scope="col">longer support ends</th>
          <th scope="col">who says so, and when</th>
        </tr>
      </thead>
      <tbody>
        {releases.map(({ release, until, longTermUntil, source, asOf }) => (
          <tr key={release}>
            <th scope="row">{release}</th>
            <td>
              <time dateTime={until}>{until}</time>
            </td>
            <td>{longTermUntil === null ? "none" : <time dateTime={longTermUntil}>{longTermUntil}</time>}</td>
            <td>
              <cite>{source}</cite>, <time dateTime={asOf}>{asOf}</time>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  );
}
