import { directory, file } from "../rootfs/entry.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { withEntries } from "../rootfs/merge.ts";
import { minbase } from "./minbase.ts";
import { DEFAULT_PATH } from "./types.ts";
import type { Recipe } from "./types.ts";

/** apt as the official image sets it up: no package stays behind after an install, lists are kept packed, no translations. Source: debuerreotype `debuerreotype-minimizing-config`. */
export const APT_SETTINGS: readonly RootEntry[] = [
  file(
    "etc/apt/apt.conf.d/docker-clean",
    [
      'DPkg::Post-Invoke { "rm -f /var/cache/apt/archives/*.deb /var/cache/apt/archives/partial/*.deb /var/cache/apt/*.bin || true"; };',
      'Dir::Cache::pkgcache "";',
      'Dir::Cache::srcpkgcache "";',
      "",
    ].join("\n"),
  ),
  file("etc/apt/apt.conf.d/docker-gzip-indexes", 'Acquire::GzipIndexes "true";\n'),
  file("etc/apt/apt.conf.d/docker-no-languages", 'Acquire::Languages "none";\n'),
  file("etc/apt/apt.conf.d/docker-autoremove-suggests", 'Apt::AutoRemove::SuggestsImportant "false";\n'),
  file("etc/dpkg/dpkg.cfg.d/docker-apt-speedup", "force-unsafe-io\n"),
  // Services are not started while packages are installed: there is no init in a container.
  file("usr/sbin/policy-rc.d", "#!/bin/sh\nexit 101\n", { mode: 0o755 }),
  directory("var/cache/apt/archives"),
  directory("var/cache/apt/archives/partial", { mode: 0o700, uid: 42 }),
  directory("var/lib/apt/lists"),
  directory("var/lib/apt/lists/partial", { mode: 0o700, uid: 42 }),
];

/** Debian 13: the packages of the official image, installed here. */
export const debian: Recipe = {
  id: "debian",
  revision: 1,
  title: "installing Debian 13's minimal packages",
  config: { env: [DEFAULT_PATH], cmd: ["bash"], workdir: "/", user: "" },
  async make(context) {
    const base = await minbase([], [], context);
    return { ...base, entries: withEntries(base.entries, APT_SETTINGS) };
  },
};
