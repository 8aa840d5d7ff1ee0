import type { SurveyedBase } from "../bases/survey.ts";
import { formatBytes } from "../image/describe.ts";
import { table } from "./table.ts";

const HEADING = ["BASE", "REFERENCE", "ORIGIN", "DIGEST", "PLATFORM", "UNPACKED", "COMPRESSED", "DATE"];

const ABSENT =
  "A base that is not here yet is got when a lab needs it, or now: npx groundwork bases prefetch";

/** The bases as a table of so many columns at most, without a newline at the end; below it what is to be known now. */
export function basesPage(surveyed: readonly SurveyedBase[], width = Infinity): string {
  const absent = surveyed.some(({ resolved }) => resolved === null) ? [ABSENT] : [];
  const below = [...surveyed.flatMap(({ news }) => news ?? []), ...absent];
  return [table(HEADING, surveyed.map(cells), width), ...(below.length > 0 ? [""] : []), ...below].join("\n");
}

function cells({ entry, resolved }: SurveyedBase): readonly string[] {
  if (resolved === null) return [entry.id, entry.reference, "not here yet", "-", "-", "-", "-", "-"];
  if (resolved.digest === "")
    return [entry.id, entry.reference, "keyword", "-", resolved.platform, "0 B", "0 B", "-"];
  return [
    entry.id,
    entry.reference,
    resolved.origin,
    resolved.digest.slice("sha256:".length, "sha256:".length + 12),
    resolved.platform,
    formatBytes(resolved.unpackedBytes),
    formatBytes(resolved.compressedBytes),
    resolved.obtainedAt.slice(0, 10),
  ];
}
