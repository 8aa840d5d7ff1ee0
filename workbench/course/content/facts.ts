import type { Fact } from "../facts-schema.ts";
import type { Finding } from "./finding.ts";

const FILE = "docs/reference/facts.yaml";

/** Ids that stand twice, and places that no page has. Pure. `anchors`: all sections of the course, as PAGE#ANCHOR. */
export function factFindings(facts: readonly Fact[], anchors: ReadonlySet<string>): Finding[] {
  const at = (says: string): Finding => ({ file: FILE, line: 1, says });
  const ids = facts.map(({ id }) => id);
  return [
    ...ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => at(`the fact "${id}" stands twice`)),
    ...facts.flatMap((fact) =>
      "shown" in fact
        ? fact.shown
            .filter((place) => !anchors.has(place))
            .map((place) => at(`"${fact.id}" is said to be shown at ${place}, and there is no such section`))
        : [],
    ),
  ];
}

/** The sections of a page, as PAGE#ANCHOR, by the anchors that its headings give themselves. */
export function anchorsOf(page: string, text: string): string[] {
  return [...text.matchAll(/^#{2,6} .*\{\/\* #([a-z0-9-]+) \*\/\}\s*$/gm)].map(
    (match) => `${page}#${match[1]}`,
  );
}
