import { file } from "../rootfs/entry.ts";
import type { RootEntry } from "../rootfs/entry.ts";

/** The file that OpenSSL, Go and curl read; distroless points SSL_CERT_FILE at it. */
export const CA_BUNDLE = "etc/ssl/certs/ca-certificates.crt";

/**
 * The CA bundle, made as update-ca-certificates makes it: the certificates of the package, one after the other.
 * @param entries files of the package ca-certificates
 */
export function caBundle(entries: readonly RootEntry[]): RootEntry {
  const certificates = entries
    .filter((entry) => /^usr\/share\/ca-certificates\/.+\.crt$/.test(entry.path))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1))
    .map((entry) => entry.body.toString("utf8").trimEnd());
  if (certificates.length === 0) throw new Error("the package ca-certificates holds no certificate");
  return file(CA_BUNDLE, `${certificates.join("\n")}\n`);
}
