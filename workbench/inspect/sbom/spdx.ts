import type { Inspection } from "../schema.ts";
import { purlOf } from "./purl.ts";

/** Nobody looked, which is another thing than "there is none". */
const NOT_LOOKED = "NOASSERTION";

/**
 * A bill of materials in SPDX 2.3, as JSON: the image, and each package of its databases, which it contains.
 * @param made when; SPDX wants the moment (section 6.9 of its specification)
 */
export function spdxOf({ target, id, notes }: Inspection, made: Date): string {
  const packages = notes.packages.map((each, index) => ({
    name: each.name,
    SPDXID: `SPDXRef-package-${index + 1}`,
    versionInfo: each.version,
    sourceInfo: `built from ${each.source}`,
    ...UNKNOWN,
    externalRefs: [
      {
        referenceCategory: "PACKAGE-MANAGER",
        referenceType: "purl",
        referenceLocator: purlOf(each, notes.distribution),
      },
    ],
  }));
  const image = {
    name: target.name,
    SPDXID: "SPDXRef-image",
    versionInfo: id,
    ...UNKNOWN,
    primaryPackagePurpose: "CONTAINER",
  };
  return JSON.stringify(
    {
      spdxVersion: "SPDX-2.3",
      dataLicense: "CC0-1.0",
      SPDXID: "SPDXRef-DOCUMENT",
      name: target.name,
      documentNamespace: `urn:groundwork:${id}:${made.getTime()}`,
      creationInfo: { created: `${made.toISOString().slice(0, 19)}Z`, creators: ["Tool: groundwork"] },
      packages: [image, ...packages],
      relationships: [
        related("SPDXRef-DOCUMENT", "DESCRIBES", image.SPDXID),
        ...packages.map(({ SPDXID }) => related(image.SPDXID, "CONTAINS", SPDXID)),
      ],
    },
    null,
    2,
  );
}

const UNKNOWN = {
  downloadLocation: NOT_LOOKED,
  filesAnalyzed: false,
  licenseConcluded: NOT_LOOKED,
  licenseDeclared: NOT_LOOKED,
  copyrightText: NOT_LOOKED,
};

function related(spdxElementId: string, relationshipType: string, relatedSpdxElement: string) {
  return { spdxElementId, relationshipType, relatedSpdxElement };
}
