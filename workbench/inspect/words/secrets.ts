import type { Inspection } from "../schema.ts";
import { counted } from "./section.ts";
import type { Row, Section } from "./section.ts";

/** Secrets that lie in layers or in the config: where and of which kind, never what. */
export function secretsSection({ notes, layers }: Inspection): Section {
  const { secrets, configSecrets } = notes;
  const published = secrets.filter(({ fromPackage }) => fromPackage);
  const own = secrets.filter(({ fromPackage }) => !fromPackage);
  const rows: Row[] = [
    ...own.map((secret): Row => ({
      label: secret.kind,
      value: placeText(secret, layers.length),
      tone: "bad",
    })),
    ...configSecrets.map(({ kind, where, name }): Row => ({
      label: kind,
      value: where === "history" ? `in the history, in what made layer ${name}` : `in the ${where} ${name}`,
      tone: "bad",
    })),
    ...(published.length === 0
      ? []
      : [
          {
            label: "from packages",
            value: `${counted(published.length, "finding")} in packages' own files: examples and tests, most likely`,
          },
        ]),
  ];
  const none: Row = { label: "found", value: "none of the well-known kinds", tone: "good" };
  const lead =
    "Whoever can pull the image can read every layer, deleted files too. Values are not shown. What was found is to be replaced, not only removed.";
  return {
    id: "secrets",
    title: "Secrets left behind",
    lead: own.length + configSecrets.length === 0 ? "" : lead,
    rows: rows.length === 0 ? [none] : rows,
  };
}

function placeText(
  { path, line, layer, visible, goneInLayer }: Inspection["notes"]["secrets"][number],
  layers: number,
): string {
  const place = `${path}${line === null ? "" : `, line ${line}`}, in layer ${layer + 1} of ${layers}`;
  if (visible) return place;
  const gone = goneInLayer === null ? "hidden later" : `hidden by layer ${goneInLayer + 1}`;
  return `${place}; ${gone}, and still in the image`;
}
