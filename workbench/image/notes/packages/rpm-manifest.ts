import type { Package } from "../schema.ts";
import { linesOf } from "./stanzas.ts";
import { sourceName } from "./rpm/header.ts";

/**
 * Packages of `container-manifest-2`, which Azure Linux leaves in place of a database in its distroless images: a line of
 * tabs, as `rpm -qa` was asked for: name, version-release, install time, build time, vendor, epoch, size, architecture,
 * epoch number, source package.
 */
export function readRpmManifest(text: string): Package[] {
  const packages: Package[] = [];
  for (const line of linesOf(text)) {
    const [name, version, , , , , , architecture, epoch, source] = line.split("\t");
    if (!name || !version) continue;
    const full = epoch && /^[1-9]\d*$/.test(epoch) ? `${epoch}:${version}` : version;
    packages.push({
      name,
      version: full,
      architecture: architecture || null,
      source: sourceName(source ?? "") ?? name,
    });
  }
  return packages;
}
