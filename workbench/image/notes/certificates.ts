import { resolvePath } from "../path.ts";
import { keptFile, type Tree } from "./kept.ts";
import type { CertificateBundle } from "./schema.ts";

/**
 * Where programs look for the certificates of authorities that they trust: Debian, Alpine, Arch; Fedora, RHEL; SUSE;
 * Alpine and BSD (the list of Go's crypto/x509, root_linux.go).
 */
const BUNDLES = [
  "/etc/ssl/certs/ca-certificates.crt",
  "/etc/pki/tls/certs/ca-bundle.crt",
  "/etc/ssl/ca-bundle.pem",
  "/etc/pki/tls/cacert.pem",
  "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
  "/etc/ssl/cert.pem",
];

/** OpenSSL finds single certificates by the hash that is their name. */
const FOLDERS = ["/etc/ssl/certs", "/etc/pki/tls/certs"];
const HASHED = /^[0-9a-f]{8}\.\d+$/;

const BEGIN = /-----BEGIN (?:TRUSTED |X509 )?CERTIFICATE-----/g;

/** Bundles of certificates by the paths that programs try, SSL_CERT_FILE first; each file once, in the order of that list. */
export function certificateBundles(tree: Tree, env: readonly string[]): CertificateBundle[] {
  const told = env.findLast((line) => line.startsWith("SSL_CERT_FILE="))?.slice("SSL_CERT_FILE=".length);
  const seen = new Set<string>();
  const bundles = [...(told?.startsWith("/") === true ? [told] : []), ...BUNDLES].flatMap((path) => {
    const kept = keptFile(tree, path);
    if (!kept || seen.has(kept.file.path)) return [];
    seen.add(kept.file.path);
    return [{ path, certificates: kept.bytes && count(kept.bytes) }];
  });
  return bundles.length > 0 ? bundles : FOLDERS.flatMap((folder) => folderOf(tree, folder));
}

function count(bytes: Uint8Array): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
  return text.match(BEGIN)?.length ?? 0;
}

function folderOf(tree: Tree, folder: string): CertificateBundle[] {
  const real = resolvePath(tree.files, folder);
  if (real?.type !== "directory") return [];
  const certificates = [...tree.files.keys()].filter(
    (path) =>
      path.startsWith(`${real.path}/`) &&
      HASHED.test(path.slice(real.path.length + 1)) &&
      resolvePath(tree.files, path) !== null,
  ).length;
  return certificates === 0 ? [] : [{ path: folder, certificates }];
}
