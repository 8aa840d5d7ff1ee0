import { Enums, Models, Serialize, Spec } from "@cyclonedx/cyclonedx-library";
import type { Inspection } from "../schema.ts";
import { purlOf } from "./purl.ts";

/**
 * A bill of materials in CycloneDX 1.6, as JSON: the image, its distribution, and each package of its databases. It has no
 * date and no serial number, so that the same image gives the same text.
 */
export function cyclonedxOf({ target, id, notes }: Inspection): string {
  const { distribution } = notes;
  const image = new Models.Component(Enums.ComponentType.Container, target.name, { version: id, bomRef: id });
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: image }) });
  if (distribution !== null) {
    const version = distribution.versionId ?? undefined;
    bom.components.add(
      new Models.Component(Enums.ComponentType.OperatingSystem, distribution.id, {
        version,
        bomRef: "distribution",
      }),
    );
  }
  for (const each of notes.packages) {
    const purl = purlOf(each, distribution);
    bom.components.add(
      new Models.Component(Enums.ComponentType.Library, each.name, {
        version: each.version,
        purl,
        bomRef: purl,
      }),
    );
  }
  const normal = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(normal).serialize(bom, { sortLists: true, space: 2 });
}
