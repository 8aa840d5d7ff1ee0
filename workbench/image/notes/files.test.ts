import { expect, test } from "vitest";
import { makeElf } from "../elf.fixture.ts";
import { readElf } from "../elf.ts";
import { findLoaders } from "../loaders.ts";
import type { ProgramFacts } from "../types.ts";
import { certificateBundles } from "./certificates.ts";
import { libcNote } from "./libc-note.ts";
import { executablesOf, packageManagersOf, privilegedFiles } from "./programs.ts";
import { tmpNote } from "./tmp.ts";
import { linkTo, treeOf, type Made } from "./tree.fixture.ts";
import { accountsOf, resolveUser } from "./users.ts";
import { wantsNote } from "./wants.ts";
import { zoneinfoOf } from "./zoneinfo.ts";

const PATH = ["PATH=/usr/local/bin:/usr/bin:/bin"];
const CERTIFICATE = "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n";

/** ELF facts of a file that our own maker of ELF files made. */
function elf(parts: Partial<Parameters<typeof makeElf>[0]>): ProgramFacts {
  const facts = readElf(makeElf({ bits: 64, littleEndian: true, type: 3, ...parts }));
  if (!facts) throw new Error("the fixture is no ELF file");
  return { kind: "elf", elf: facts };
}
const script: ProgramFacts = { kind: "script", line: "/bin/sh" };
const x = 0o755;

test.for([
  [
    "Debian",
    { "/etc/ssl/certs/ca-certificates.crt": CERTIFICATE.repeat(3) },
    [["/etc/ssl/certs/ca-certificates.crt", 3]],
  ],
  [
    "Alpine, whose second path is a link to the first",
    {
      "/etc/ssl/certs/ca-certificates.crt": CERTIFICATE,
      "/etc/ssl/cert.pem": linkTo("certs/ca-certificates.crt"),
    },
    [["/etc/ssl/certs/ca-certificates.crt", 1]],
  ],
  [
    "Fedora",
    {
      "/etc/pki/tls/certs/ca-bundle.crt": linkTo("/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem"),
      "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem": `# a comment\n${CERTIFICATE.repeat(2)}`,
    },
    [["/etc/pki/tls/certs/ca-bundle.crt", 2]],
  ],
  [
    "SUSE",
    {
      "/etc/ssl/ca-bundle.pem": linkTo("../../var/lib/ca-certificates/ca-bundle.pem"),
      "/var/lib/ca-certificates/ca-bundle.pem": CERTIFICATE,
    },
    [["/etc/ssl/ca-bundle.pem", 1]],
  ],
  [
    "a folder of hashed names",
    {
      "/etc/ssl/certs/4a6481c9.0": CERTIFICATE,
      "/etc/ssl/certs/5ad8a5d6.0": linkTo("absent"),
      "/etc/ssl/certs/README": "",
    },
    [["/etc/ssl/certs", 1]],
  ],
  [
    "an empty bundle",
    { "/etc/ssl/certs/ca-certificates.crt": "" },
    [["/etc/ssl/certs/ca-certificates.crt", 0]],
  ],
  [
    "one that is too large to keep",
    { "/etc/ssl/cert.pem": { bytes: 10 ** 9 } },
    [["/etc/ssl/cert.pem", null]],
  ],
  ["a link to nowhere", { "/etc/ssl/certs/ca-certificates.crt": linkTo("/absent") }, []],
] as const)("certificates as %s has them", ([, files, expected]) => {
  const found = certificateBundles(treeOf(files), []);
  expect(found.map(({ path, certificates }) => [path, certificates])).toEqual(expected);
});

test("SSL_CERT_FILE counts before the well-known places", () => {
  const tree = treeOf({ "/nix/etc/ca-bundle.crt": CERTIFICATE, "/etc/ssl/cert.pem": CERTIFICATE.repeat(2) });
  const found = certificateBundles(tree, ["SSL_CERT_FILE=/nix/etc/ca-bundle.crt"]);
  expect(found.map(({ certificates }) => certificates)).toEqual([1, 2]);
});

test.for([
  [
    "zones, and what lies beside them",
    {
      "/usr/share/zoneinfo/UTC": "TZif",
      "/usr/share/zoneinfo/Etc/GMT+1": "TZif",
      "/usr/share/zoneinfo/America/Argentina/Buenos_Aires": "TZif",
      "/usr/share/zoneinfo/Zulu": linkTo("UTC"),
      "/usr/share/zoneinfo/GMT": { type: "hardlink", linkTarget: "/usr/share/zoneinfo/UTC" },
      "/usr/share/zoneinfo/Gone": linkTo("nowhere"),
      "/usr/share/zoneinfo/posix/UTC": "TZif",
      "/usr/share/zoneinfo/right/UTC": "TZif",
      ...Object.fromEntries(
        ["zone.tab", "tzdata.zi", "leapseconds", "posixrules", "+VERSION", "SECURITY"].map((name) => [
          `/usr/share/zoneinfo/${name}`,
          "",
        ]),
      ),
    },
    { path: "/usr/share/zoneinfo", zones: 5 },
  ],
  [
    "a link to the folder",
    { "/usr/share/zoneinfo": linkTo("/opt/tz"), "/opt/tz/UTC": "" },
    { path: "/usr/share/zoneinfo", zones: 1 },
  ],
  [
    "an empty folder, and another place",
    { "/usr/share/zoneinfo/": "", "/etc/zoneinfo/UTC": "" },
    { path: "/etc/zoneinfo", zones: 1 },
  ],
  ["none", { "/usr/share/zoneinfo/": "" }, null],
] as [string, Record<string, Made>, unknown][])("zoneinfo with %s", ([, files, expected]) => {
  expect(zoneinfoOf(treeOf(files).files)).toEqual(expected);
});

test("programs are told from libraries, data and what may not be run", () => {
  const { files } = treeOf({
    "/usr/bin/tool": { program: elf({ interpreter: "/lib/ld.so" }), mode: x },
    "/usr/bin/fixed": { program: elf({ type: 2 }), mode: x },
    "/usr/bin/script": { program: script, mode: 0o700 },
    "/opt/other": { program: script, mode: x },
    "/usr/bin/data": { content: "x", mode: x },
    "/usr/bin/unset": { program: script, mode: 0o644 },
    "/usr/lib/libx.so.1": { program: elf({ soname: "libx.so.1" }), mode: x },
    "/bin": linkTo("usr/bin"),
  });
  expect(executablesOf(files, PATH)).toEqual({
    count: 4,
    inPath: 3,
    paths: ["/opt/other", "/usr/bin/fixed", "/usr/bin/script", "/usr/bin/tool"],
  });
});

test("setuid and setgid files are those that can be run", () => {
  const { files } = treeOf({
    "/bin/su": { mode: 0o4755 },
    "/bin/expiry": { mode: 0o2755, gid: 42 },
    "/bin/no": { mode: 0o4644 },
    "/var/mail/": { mode: 0o2775 },
  });
  expect(privilegedFiles(files)).toEqual([
    { path: "/bin/expiry", mode: "2755", setuid: false, setgid: true, uid: 0, gid: 42 },
    { path: "/bin/su", mode: "4755", setuid: true, setgid: false, uid: 0, gid: 0 },
  ]);
});

test("package managers are named once, by what PATH finds", () => {
  const { files } = treeOf({
    "/usr/bin/apt-get": { mode: x },
    "/usr/bin/apt": { mode: x },
    "/usr/bin/dpkg": { mode: 0o644 },
    "/usr/local/bin/npm": linkTo("../lib/node_modules/npm/bin/npm-cli.js"),
    "/usr/local/lib/node_modules/npm/bin/npm-cli.js": { mode: x },
    "/usr/local/bin/pip": linkTo("nowhere"),
    "/sbin/apk": { mode: x },
  });
  expect(packageManagersOf(files, PATH)).toEqual([
    { name: "apt", path: "/usr/bin/apt-get" },
    { name: "apk", path: "/sbin/apk" },
    { name: "npm", path: "/usr/local/bin/npm" },
  ]);
});

test.for([
  ["sticky, for all", { "/tmp/": { mode: 0o1777 } }, "app", { exists: true, mode: "1777", writable: true }],
  ["of root's only", { "/tmp/": { mode: 0o755 } }, "app", { exists: true, mode: "0755", writable: false }],
  ["of root's only", { "/tmp/": { mode: 0o755 } }, "", { writable: true }],
  ["the user's own", { "/tmp/": { mode: 0o700, uid: 1000 } }, "app", { writable: true }],
  ["the user's, closed to the owner", { "/tmp/": { mode: 0o077, uid: 1000 } }, "app", { writable: false }],
  ["of a further group", { "/tmp/": { mode: 0o770, gid: 10 } }, "app", { writable: true }],
  [
    "a link",
    { "/tmp": linkTo("var/tmp"), "/var/tmp/": { mode: 0o1777 } },
    "app",
    { exists: true, writable: true },
  ],
  ["a file", { "/tmp": { mode: 0o777 } }, "app", { exists: false, mode: null, writable: false }],
  ["absent", {}, "", { exists: false, mode: null, writable: false }],
] as [string, Record<string, Made>, string, object][])(
  "/tmp that is %s, for the user %j",
  ([, files, user, expected]) => {
    const tree = treeOf({
      ...files,
      "/etc/passwd": "app:x:1000:1000:::\n",
      "/etc/group": "wheel:x:10:app\n",
    });
    expect(tmpNote(tree.files, resolveUser(user, accountsOf(tree)))).toMatchObject(expected);
  },
);

const glibc = {
  program: elf({
    soname: "libc.so.6",
    provides: ["GLIBC_2.2.5", "GLIBC_2.39", "GLIBC_2.4", "GLIBC_PRIVATE"],
  }),
};
const debian = {
  name: "libc6",
  version: "2.41-12+deb13u1",
  architecture: "amd64",
  source: "glibc",
  format: "dpkg",
} as const;

test.for([
  [
    "glibc and its package",
    { "/lib/libc.so.6": glibc },
    "glibc",
    [debian],
    { version: "2.41", versionFrom: "package libc6 2.41-12+deb13u1", symbolVersion: "GLIBC_2.39" },
  ],
  [
    "glibc alone",
    { "/app/libc.so.6": "", "/usr/lib64/libc.so.6": glibc },
    "glibc",
    [],
    { version: "2.39", versionFrom: "symbol versions", path: "/usr/lib64/libc.so.6" },
  ],
  [
    "musl and its package",
    { "/lib/ld-musl-x86_64.so.1": "" },
    "musl",
    [{ ...debian, name: "musl", version: "1.2.5-r10" }],
    { version: "1.2.5", versionFrom: "package musl 1.2.5-r10" },
  ],
  [
    "musl alone",
    { "/lib/ld-musl-x86_64.so.1": "x\x00Version %s\x001.2.4\x00y" },
    "musl",
    [],
    { version: "1.2.4", versionFrom: "musl's own bytes", path: "/lib/ld-musl-x86_64.so.1" },
  ],
  [
    "musl that does not say",
    { "/lib/ld-musl-x86_64.so.1": "x" },
    "musl",
    [],
    { version: null, versionFrom: null },
  ],
  ["none", {}, "none", [debian], { kind: "none", version: null }],
] as const)("the libc of an image with %s", ([, files, libc, packages, expected]) => {
  const tree = treeOf(files);
  expect(libcNote({ ...tree, libc, loaders: findLoaders(tree.files) }, packages)).toMatchObject(expected);
});

test.for([
  ["/etc/passwd", 2000, true],
  ["/etc/passwd-", 2000, false],
  ["/var/lib/dpkg/status", 5_000_000, true],
  ["/var/lib/dpkg/status", 500_000_000, false],
  ["/var/lib/dpkg/status-old", 5_000_000, false],
  ["/var/lib/dpkg/status.d/libc6", 900, true],
  ["/var/lib/dpkg/status.d/libc6.md5sums", 900, false],
  ["/usr/lib/apk/db/installed", 20_000, true],
  ["/usr/lib/sysimage/rpm/rpmdb.sqlite", 30_000_000, true],
  ["/usr/lib/os.release.d/os-release-container", 700, true],
  ["/usr/bin/node", 100_000_000, false],
] as const)("%s of %i bytes is kept: %s", ([path, bytes, wanted]) => {
  expect(wantsNote({ path, bytes, type: "file" })).toBe(wanted);
  expect(wantsNote({ path, bytes, type: "symlink" })).toBe(false);
});
