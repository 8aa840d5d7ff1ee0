import type { Package } from "../schema.ts";
import { stanzasOf } from "./stanzas.ts";

/** States of dpkg in which a package's files are there (dpkg(1), "Package states"). */
const THERE = new Set(["installed", "unpacked", "half-configured", "triggers-awaited", "triggers-pending"]);

/**
 * Packages of a dpkg status file, of a status.d file (where a stanza has no Status), or of opkg's. Those whose files are gone
 * (`config-files`) are left out.
 */
export function readDpkg(text: string): Package[] {
  const packages: Package[] = [];
  for (const fields of stanzasOf(text)) {
    const name = fields.get("package");
    const version = fields.get("version");
    const status = fields.get("status");
    if (!name || !version) continue;
    if (status !== undefined && !THERE.has(status.split(/\s+/)[2] ?? "")) continue;
    packages.push({
      name,
      version,
      architecture: fields.get("architecture") || null,
      source: sourceOf(fields, name),
    });
  }
  return packages;
}

/** `Source: glibc (2.41-12)`: the version stands there only where it is another one. */
function sourceOf(fields: ReadonlyMap<string, string>, name: string): string {
  return /^[^\s(]+/.exec(fields.get("source") ?? "")?.[0] ?? name;
}
