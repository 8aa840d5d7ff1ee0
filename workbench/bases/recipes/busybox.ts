import { directory, file, symlink } from "../rootfs/entry.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { mergeEntries } from "../rootfs/merge.ts";
import { appletLinks, fetchBusyBox } from "./busybox-applets.ts";
import { versionsOf } from "./debs.ts";
import { DEFAULT_PATH } from "./types.ts";
import type { Recipe } from "./types.ts";
import { groupFile, passwdFile } from "./users.ts";

/** BusyBox and nothing else: one static program under every applet's name, all of them in /bin, as in the busybox image. */
export const busybox: Recipe = {
  id: "busybox",
  revision: 1,
  title: "laying out BusyBox from Debian's busybox-static",
  config: { env: [DEFAULT_PATH], cmd: ["sh"], workdir: "/", user: "" },
  async make(context) {
    const box = await fetchBusyBox(context);
    const links = appletLinks(box.applets).map(({ name }) => hardlink(`bin/${name}`));
    const entries = mergeEntries(
      [file("bin/busybox", box.program, { mode: 0o755 }), ...links],
      [
        directory("dev"),
        directory("home"),
        directory("root", { mode: 0o700 }),
        directory("tmp", { mode: 0o1777 }),
        directory("usr/sbin"),
        directory("var/spool/mail"),
        directory("var/www"),
        file(
          "etc/passwd",
          passwdFile(["root", "daemon", "bin", "sys", "sync", "mail", "www-data", "nobody"], "/bin/sh"),
        ),
        file("etc/group", groupFile(["root", "daemon", "bin", "sys", "mail", "www-data", "nobody"])),
        file("etc/nsswitch.conf", "hosts: files dns\n"),
        symlink("usr/bin/env", "../../bin/env"),
      ],
    );
    return { entries, packages: () => versionsOf([box.deb]) };
  },
};

function hardlink(path: string): RootEntry {
  return { ...symlink(path, "bin/busybox"), type: "hardlink", mode: 0o755 };
}
