import type { RecipeId } from "../catalogue.ts";
import { directory, file } from "../rootfs/entry.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { mergeEntries } from "../rootfs/merge.ts";
import { CA_BUNDLE, caBundle } from "./certificates.ts";
import { debEntries, fetchDebs, versionsOf } from "./debs.ts";
import type { Deb } from "./debs.ts";
import { runTool } from "./tool.ts";
import { DEFAULT_PATH } from "./types.ts";
import type { BaseConfig, Recipe } from "./types.ts";
import { groupFile, passwdFile } from "./users.ts";

// Exact package lists of the images for Debian 13. Source: GoogleContainerTools/distroless at cd08076 (2026-08-21).
const STATIC = ["base-files", "netbase", "tzdata", "tzdata-legacy", "media-types"];
const BASE = [...STATIC, "libc6", "libssl3t64", "libzstd1", "zlib1g"];
/** Packages of the largest of the three; each smaller one has a part of them. */
export const CC = [...BASE, "libgomp1", "libstdc++6", "libgcc-s1", "gcc-14-base"];

const OS_RELEASE = [
  'PRETTY_NAME="Distroless"',
  'NAME="Debian GNU/Linux"',
  'ID="debian"',
  'VERSION_ID="13"',
  'VERSION="Debian GNU/Linux 13 (trixie)"',
  "",
].join("\n");

/** What all distroless images set. */
export const DISTROLESS_CONFIG: BaseConfig = {
  env: [DEFAULT_PATH, `SSL_CERT_FILE=/${CA_BUNDLE}`],
  cmd: null,
  workdir: "/",
  user: "0",
};

/** The three distroless images for programs that bring everything, that need glibc, and that need the C++ runtime too. */
export const distrolessStatic = distroless("distroless-static", STATIC);
export const distrolessBase = distroless("distroless-base", BASE);
export const distrolessCc = distroless("distroless-cc", CC);

/** Packages unpacked, never installed: no script of theirs has run, and there is nothing inside to install more with. */
function distroless(id: RecipeId, packages: readonly string[]): Recipe {
  return {
    id,
    revision: 1,
    title: `unpacking ${packages.length} Debian packages, as distroless does`,
    config: DISTROLESS_CONFIG,
    async make(context) {
      const fetched = await fetchDebs([...packages, "ca-certificates"], context.arch, context);
      const debs = fetched.filter((deb) => deb.name !== "ca-certificates");
      const certificates = fetched.filter((deb) => deb.name === "ca-certificates");
      const unpacked = await Promise.all(debs.map(debEntries));
      const status = await Promise.all(debs.map(statusEntries));
      const bundle = caBundle((await Promise.all(certificates.map(debEntries))).flat());
      const entries = mergeEntries(...unpacked, ...status, [bundle], settings());
      return { entries, packages: () => versionsOf(debs) };
    },
  };
}

/** Scanners find a distroless image's packages here: one file a package, in place of dpkg's one database. */
async function statusEntries(deb: Deb): Promise<readonly RootEntry[]> {
  const control = await runTool("dpkg-deb", ["--info", deb.path, "control"]);
  const sums = await runTool("dpkg-deb", ["--info", deb.path, "md5sums"]).catch(() => "");
  const folder = "var/lib/dpkg/status.d";
  return [
    file(`${folder}/${deb.name}`, `${control}\n`),
    file(`${folder}/${deb.name}.md5sums`, sums === "" ? "" : `${sums}\n`),
  ];
}

function settings(): readonly RootEntry[] {
  const nonroot = { uid: 65_532, gid: 65_532 };
  return [
    file("etc/passwd", passwdFile(["root", "nobody", "nonroot"], "/sbin/nologin")),
    file("etc/group", groupFile(["root", "nobody", "nonroot"])),
    file("etc/nsswitch.conf", "hosts: files dns\n"),
    file("usr/lib/os-release", OS_RELEASE),
    directory("home"),
    directory("home/nonroot", { mode: 0o700, ...nonroot }),
    directory("root", { mode: 0o700 }),
    directory("tmp", { mode: 0o1777 }),
  ];
}
