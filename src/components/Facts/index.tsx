import Link from "@docusaurus/Link";
import type { ReactNode } from "react";
import type { Fact } from "../../../workbench/course/facts-schema.ts";
import ScrollingTable from "../ScrollingTable/index.tsx";

export interface FactsProps {
  /** `shown`: with the places that show them; `not-shown`: with the reasons. */
  readonly which: "shown" | "not-shown";
  /** Added by the page compiler. */
  readonly facts?: readonly Fact[];
}

/** The register of facts: what the course shows and where, or what it does not show and why. */
export default function Facts({ which, facts }: FactsProps): ReactNode {
  if (facts === undefined) throw new Error("<Facts> may only stand in an .mdx page");
  const rows = facts.filter((fact) => "shown" in fact === (which === "shown"));
  return (
    <ScrollingTable>
      <thead>
        <tr>
          <th scope="col">Fact</th>
          <th scope="col">{which === "shown" ? "Shown in" : "Why it is not shown"}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((fact) => (
          <tr key={fact.id}>
            <td>{fact.says}</td>
            {"shown" in fact ? (
              <td>{fact.shown.map(placeLink)}</td>
            ) : (
              <td>
                {fact.why} <cite>Source: {fact.source}</cite>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </ScrollingTable>
  );
}

/** `03-from-scratch#shell` as a link that says "03: shell". */
function placeLink(place: string, index: number): ReactNode {
  const [page = "", anchor = ""] = place.split("#");
  return (
    <span key={place}>
      {index > 0 && ", "}
      <Link to={`/course/${page}/#${anchor}`}>
        {page.slice(0, 2)}: {anchor.replaceAll("-", " ")}
      </Link>
    </span>
  );
}
