import { expect, test } from "vitest";
import { linkTo, treeOf } from "../tree.fixture.ts";
import { installedPackages } from "./databases.ts";
import { bdbFile, sqliteFile } from "./rpm/rpm.fixture.ts";

const STATUS = `Package: libc6
Status: install ok installed
Architecture: amd64
Multi-Arch: same
Source: glibc
Version: 2.41-12
Description: GNU C Library
 Contains the standard libraries
 .
 Package: not-a-field

Package: gone
Status: deinstall ok config-files
Architecture: amd64
Version: 1.0

Package: kept
Status: hold ok installed
Architecture: all
Source: kept-src (1.2-1)
Version: 1.2-1+b1

Package: half
Status: install reinstreq half-installed
Version: 3

Package: nameless-version
Status: install ok installed
`;

const APK = `C:Q1kZ=
P:musl
V:1.2.5-r10
A:x86_64
S:411323
o:musl
D:so
F:lib
R:ld-musl-x86_64.so.1
a:0:0:755
P:not-a-package

P:ssl_client
V:1.37.0-r18
A:x86_64
o:busybox
`;

test.for([
  [
    "dpkg's status",
    { "/var/lib/dpkg/status": STATUS },
    [["dpkg", "/var/lib/dpkg/status", null]],
    ["kept 1.2-1+b1 all kept-src", "libc6 2.41-12 amd64 glibc"],
  ],
  [
    "status.d of distroless, with checksums beside each package",
    {
      "/var/lib/dpkg/status.d/tzdata": "Package: tzdata\nVersion: 2025b-4\nArchitecture: all\n",
      "/var/lib/dpkg/status.d/tzdata.md5sums":
        "d41d8cd98f00b204e9800998ecf8427e  usr/share/zoneinfo/UTC\nPackage: no\nVersion: 1\n",
      "/var/lib/dpkg/status.d/libc6":
        "Package: libc6\nVersion: 2.41-12\nSource: glibc\nArchitecture: arm64\n",
    },
    [["dpkg status.d", "/var/lib/dpkg/status.d", null]],
    ["libc6 2.41-12 arm64 glibc", "tzdata 2025b-4 all tzdata"],
  ],
  [
    "apk's database",
    { "/lib/apk/db/installed": APK },
    [["apk", "/lib/apk/db/installed", null]],
    ["musl 1.2.5-r10 x86_64 musl", "ssl_client 1.37.0-r18 x86_64 busybox"],
  ],
  [
    "apk's database in /usr/lib, seen through two paths",
    { "/lib": linkTo("usr/lib"), "/usr/lib/apk/db/installed": APK },
    [["apk", "/lib/apk/db/installed", null]],
    ["musl 1.2.5-r10 x86_64 musl", "ssl_client 1.37.0-r18 x86_64 busybox"],
  ],
  [
    "apk's database in /usr/lib alone",
    { "/usr/lib/apk/db/installed": APK.replaceAll("\n", "\r\n") },
    [["apk", "/usr/lib/apk/db/installed", null]],
    ["musl 1.2.5-r10 x86_64 musl", "ssl_client 1.37.0-r18 x86_64 busybox"],
  ],
  [
    "pacman's folder",
    {
      "/var/lib/pacman/local/ALPM_DB_VERSION": "9\n",
      "/var/lib/pacman/local/gcc-libs-15.1.1-2/desc":
        "%NAME%\ngcc-libs\n\n%VERSION%\n15.1.1-2\n\n%BASE%\ngcc\n\n%ARCH%\nx86_64\n\n%DEPENDS%\nglibc>=2.27\n",
      "/var/lib/pacman/local/gcc-libs-15.1.1-2/files": "%FILES%\nusr/\n",
    },
    [["pacman", "/var/lib/pacman/local", null]],
    ["gcc-libs 15.1.1-2 x86_64 gcc"],
  ],
  [
    "opkg's status",
    {
      "/usr/lib/opkg/status":
        "Package: libc\nVersion: 1.2.5\nStatus: install user installed\nArchitecture: x86_64\n",
    },
    [["opkg", "/usr/lib/opkg/status", null]],
    ["libc 1.2.5 x86_64 libc"],
  ],
  [
    "rpm's SQLite behind the link that Fedora has",
    {
      "/var/lib/rpm": linkTo("../../usr/lib/sysimage/rpm"),
      "/usr/lib/sysimage/rpm/rpmdb.sqlite": sqliteFile(),
      "/usr/lib/sysimage/rpm/rpmdb.sqlite-wal": "",
    },
    [["rpm sqlite", "/var/lib/rpm/rpmdb.sqlite", null]],
    ["epochal 7:2.5~rc1-3.el10 noarch epochal", "large 0.9-12 noarch large", "small 1.0-1.fc43 noarch small"],
  ],
  [
    "rpm's Berkeley DB",
    { "/var/lib/rpm/Packages": bdbFile() },
    [["rpm bdb", "/var/lib/rpm/Packages", null]],
    ["epochal 7:2.5~rc1-3.el10 noarch epochal", "large 0.9-12 noarch large", "small 1.0-1.fc43 noarch small"],
  ],
  [
    "the manifest of Azure Linux",
    {
      "/var/lib/rpmmanifest/container-manifest-2":
        "glibc\t2.38-11.azl3\t1\t2\tMicrosoft\t(none)\t10\tx86_64\t0\tglibc-2.38-11.azl3.src.rpm\n",
    },
    [["rpm manifest", "/var/lib/rpmmanifest/container-manifest-2", null]],
    ["glibc 2.38-11.azl3 x86_64 glibc"],
  ],
  [
    "two package managers, the one's package in two forms",
    {
      "/var/lib/dpkg/status": STATUS,
      "/var/lib/dpkg/status.d/libc6": "Package: libc6\nVersion: 2.41-12\nArchitecture: amd64\n",
    },
    [
      ["dpkg", "/var/lib/dpkg/status", null],
      ["dpkg status.d", "/var/lib/dpkg/status.d", null],
    ],
    ["kept 1.2-1+b1 all kept-src", "libc6 2.41-12 amd64 glibc"],
  ],
  ["an empty database", { "/var/lib/dpkg/status": "" }, [["dpkg", "/var/lib/dpkg/status", null]], []],
  ["no database", { "/bin/sh": "" }, [], []],
] as const)("%s", ([, files, databases, packages]) => {
  const installed = installedPackages(treeOf(files));
  expect(installed.databases.map(({ format, path, problem }) => [format, path, problem])).toEqual(databases);
  expect(
    installed.packages.map((each) => `${each.name} ${each.version} ${each.architecture} ${each.source}`),
  ).toEqual(packages);
});

test("a database that was not kept is told of, not passed over", () => {
  const tree = treeOf({ "/var/lib/rpm/rpmdb.sqlite": { bytes: 10 ** 9 } });
  expect(installedPackages(tree).databases).toEqual([
    {
      format: "rpm sqlite",
      path: "/var/lib/rpm/rpmdb.sqlite",
      packages: 0,
      problem: "it is there, but too large to be read",
    },
  ]);
});

test("a database that is none is told of", () => {
  const tree = treeOf({ "/var/lib/rpm/Packages": "x".repeat(5000) });
  expect(installedPackages(tree).databases[0]?.problem).toBe("it is damaged: it is no Berkeley DB hash");
});
