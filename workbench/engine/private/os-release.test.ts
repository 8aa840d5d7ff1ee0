import { expect, test } from "vitest";
import { isDebianLike, parseRelease } from "./os-release.ts";

test.for([
  ['PRETTY_NAME="Debian GNU/Linux 12 (bookworm)"\nID=debian\n', "Debian GNU/Linux 12 (bookworm)", true],
  ['NAME="Ubuntu"\nID=ubuntu\nID_LIKE=debian\n', "Ubuntu", true],
  ["NAME='Linux Mint'\nID=linuxmint\nID_LIKE=\"ubuntu debian\"\n", "Linux Mint", true],
  ['PRETTY_NAME="Fedora Linux 44"\nID=fedora\n', "Fedora Linux 44", false],
  ['ID=alpine\nPRETTY_NAME="Alpine Linux v3.24"\n', "Alpine Linux v3.24", false],
  ["", "this Linux", false],
  [null, "this Linux", false],
] as const)("%j is %s, Debian-like: %s", ([text, name, debian]) => {
  const release = parseRelease(text);
  expect(release.name).toBe(name);
  expect(isDebianLike(release)).toBe(debian);
});
