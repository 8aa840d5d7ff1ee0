import { PackageURL } from "packageurl-js";
import type { Inspection } from "../schema.ts";

type Package = Inspection["notes"]["packages"][number];

/** Types of the package URL specification (purl-spec, types-doc); a format that has none there is `generic`. */
const TYPES: Readonly<Record<Package["format"], string>> = {
  dpkg: "deb",
  "dpkg status.d": "deb",
  opkg: "generic",
  apk: "apk",
  pacman: "alpm",
  "rpm sqlite": "rpm",
  "rpm ndb": "rpm",
  "rpm bdb": "rpm",
  "rpm manifest": "rpm",
};

/** The package URL of an installed package: what scanners look vulnerabilities up by. */
export function purlOf(
  { name, version, architecture, format }: Package,
  distribution: Inspection["notes"]["distribution"],
): string {
  const type = TYPES[format];
  // An rpm's epoch is no part of its version there, but a qualifier.
  const epoch = type === "rpm" ? (/^(\d+):/.exec(version)?.[1] ?? null) : null;
  const release = distribution?.versionId ?? null;
  const qualifiers = {
    ...(architecture !== null && { arch: architecture }),
    ...(epoch !== null && { epoch }),
    ...(distribution !== null && {
      distro: release === null ? distribution.id : `${distribution.id}-${release}`,
    }),
  };
  const shown = epoch === null ? version : version.slice(epoch.length + 1);
  return new PackageURL(type, distribution?.id ?? null, name, shown, qualifiers).toString();
}
