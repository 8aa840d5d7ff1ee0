import { file } from "../rootfs/entry.ts";
import { withEntries } from "../rootfs/merge.ts";
import { slimmed } from "../rootfs/slim.ts";
import { PackageNotes } from "./status.ts";
import { DEFAULT_PATH } from "./types.ts";
import type { Recipe } from "./types.ts";

/** So that packages installed later are slim too, as in the official image. */
const DPKG_EXCLUDES = [
  "path-exclude /usr/share/doc/*",
  "path-exclude /usr/share/groff/*",
  "path-exclude /usr/share/info/*",
  "path-exclude /usr/share/linda/*",
  "path-exclude /usr/share/lintian/overrides/*",
  "path-exclude /usr/share/locale/*",
  "path-exclude /usr/share/man/*",
  "path-include /usr/share/doc/*/copyright",
  "path-include /usr/share/locale/locale.alias",
  "",
].join("\n");

/** Debian 13 slim: the same packages as Debian 13, fewer files. The official one is made in the same way, from the full one. */
export const debianSlim: Recipe = {
  id: "debian-slim",
  revision: 1,
  title: "leaving documentation and translations out of Debian 13",
  config: { env: [DEFAULT_PATH], cmd: ["bash"], workdir: "/", user: "" },
  async make(context) {
    const full = await context.rootfsOf("debian");
    const notes = new PackageNotes();
    const entries = withEntries(notes.read(slimmed(full.entries)), [
      file("etc/dpkg/dpkg.cfg.d/docker", DPKG_EXCLUDES),
    ]);
    return { entries, packages: () => notes.versions() };
  },
};
