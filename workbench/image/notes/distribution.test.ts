import { expect, test } from "vitest";
import { distributionOf, parseAssignments } from "./distribution.ts";
import { linkTo, treeOf } from "./tree.fixture.ts";

const DEBIAN = `PRETTY_NAME="Debian GNU/Linux 13 (trixie)"
NAME="Debian GNU/Linux"
VERSION_ID="13"
VERSION="13 (trixie)"
VERSION_CODENAME=trixie
ID=debian
`;

test("os-release is read through its link, and Debian's point release from beside it", () => {
  const tree = treeOf({
    "/etc/os-release": linkTo("../usr/lib/os-release"),
    "/usr/lib/os-release": DEBIAN,
    "/etc/debian_version": "13.2\n",
  });
  expect(distributionOf(tree)).toEqual({
    id: "debian",
    like: [],
    name: "Debian GNU/Linux",
    prettyName: "Debian GNU/Linux 13 (trixie)",
    versionId: "13",
    codename: "trixie",
    variant: null,
    pointRelease: "13.2",
    path: "/etc/os-release",
  });
});

test.for([
  [
    "a link to nowhere, and the file in /usr/lib",
    { "/etc/os-release": linkTo("/absent"), "/usr/lib/os-release": DEBIAN },
    "debian",
    "13",
  ],
  [
    "a chain of links into a store",
    {
      "/etc/os-release": linkTo("/etc/static/os-release"),
      "/etc/static": linkTo("/nix/store/x-etc/etc"),
      "/nix/store/x-etc/etc/os-release": linkTo("/nix/store/y-etc-os-release"),
      "/nix/store/y-etc-os-release": "ID=nixos\nVERSION_ID='25.11'\n",
    },
    "nixos",
    "25.11",
  ],
  [
    "no VERSION_ID, as rolling releases have it",
    { "/etc/os-release": 'NAME="Arch Linux"\nID=arch\nBUILD_ID=rolling\n' },
    "arch",
    null,
  ],
  ["an empty os-release", { "/etc/os-release": "", "/usr/lib/os-release": DEBIAN }, "debian", "13"],
  ["Windows' line ends", { "/etc/os-release": DEBIAN.replaceAll("\n", "\r\n") }, "debian", "13"],
  ["only alpine-release", { "/etc/alpine-release": "3.22.1\n" }, "alpine", "3.22.1"],
  ["only redhat-release", { "/etc/redhat-release": "CentOS release 6.10 (Final)\n" }, "centos", "6.10"],
  ["only debian_version", { "/etc/debian_version": "6.0.10\n" }, "debian", "6.0.10"],
] as const)("the distribution of an image with %s", ([, files, id, versionId]) => {
  expect(distributionOf(treeOf(files))).toMatchObject({ id, versionId });
});

test("an image without any of these files has no distribution", () => {
  expect(distributionOf(treeOf({ "/bin/busybox": "" }))).toBeNull();
});

test.for([
  [`A="x \\"y\\" \\$z"`, 'x "y" $z'],
  ["A='x \"y\"'", 'x "y"'],
  ["A=x # comment", "x"],
  ["A=", ""],
  ["# A=1", undefined],
  ["A B=1", undefined],
] as const)("%s", ([line, value]) => {
  expect(parseAssignments(line).get("A")).toBe(value);
});
