import type { StaleReport } from "./schema.ts";

const HEADS: Readonly<Record<StaleReport["verdict"], string>> = {
  current: "✓ current",
  stale: "✗ stale",
  unknown: "? can't tell",
};

const KNOWN = { option: "as you said", label: "says its label", layers: "by its layers" } as const;

/** The verdict, what it goes by, and what to do. Pure. */
export function staleText(report: StaleReport): string {
  const base =
    report.base === null || report.knownBy === null ? "" : ` on ${report.base} (${KNOWN[report.knownBy]})`;
  return [
    `${HEADS[report.verdict]}: ${report.image}${base}`,
    ...report.reasons.map((reason) => `  ${reason}`),
    ...(report.asked === "engine"
      ? ["  That is what this machine holds; the registry may have a newer one."]
      : []),
    ...(report.next === null ? [] : [`  ${report.next}`]),
  ].join("\n");
}
