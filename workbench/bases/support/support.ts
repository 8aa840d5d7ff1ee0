import { z } from "zod";
import dates from "./dates.json" with { type: "json" };

export const supportSchema = z.strictObject({
  distribution: z.string().describe("os-release ID"),
  release: z.string().describe("os-release VERSION_ID; of Alpine its branch, for example 3.22"),
  until: z.iso.date().describe("last day of the distribution's own security support"),
  longTermUntil: z.iso
    .date()
    .nullable()
    .describe("last day of what goes on longer: Debian's LTS, Ubuntu's paid ESM; null: nothing does"),
  source: z.string().min(1),
  asOf: z.iso.date().describe("when the source said so"),
});
export type Support = z.infer<typeof supportSchema>;

const known: readonly Support[] = z.array(supportSchema).parse(dates);

/**
 * Until when a distribution's release gets security fixes, as published.
 * @param id os-release ID
 * @param versionId os-release VERSION_ID; null for a rolling release
 * @returns null where the dates are not known here, which says nothing about the release
 */
export function supportOf(id: string, versionId: string | null): Support | null {
  if (versionId === null) return null;
  const release = id === "alpine" ? versionId.split(".").slice(0, 2).join(".") : versionId;
  return known.find((each) => each.distribution === id && each.release === release) ?? null;
}
