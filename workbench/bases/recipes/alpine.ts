import { EngineFault } from "../../engine/errors.ts";
import { directory, file, symlink } from "../rootfs/entry.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { mergeEntries } from "../rootfs/merge.ts";
import { appletLinks, fetchBusyBox } from "./busybox-applets.ts";
import { caBundle } from "./certificates.ts";
import { debEntries, fetchDebs, versionsOf } from "./debs.ts";
import { DEFAULT_PATH } from "./types.ts";
import type { Architecture, Recipe } from "./types.ts";
import { groupFile, passwdFile } from "./users.ts";

const MACHINE: Readonly<Record<Architecture, string>> = { amd64: "x86_64", arm64: "aarch64" };

/** ID is not `alpine`: a program that looks must not think that apk is here. */
const OS_RELEASE = [
  'NAME="Groundwork stand-in for Alpine"',
  "ID=groundwork-stand-in",
  'PRETTY_NAME="Stand-in for Alpine: musl and BusyBox from Debian packages, not Alpine Linux"',
  "",
].join("\n");

const FOLDERS = [
  "dev",
  "home",
  "media",
  "mnt",
  "opt",
  "proc",
  "run",
  "srv",
  "sys",
  "usr/local/bin",
  "usr/lib",
  "var/log",
];

/** What teaches like Alpine where Alpine can't be had: musl's loader at the same path, BusyBox under the same names. */
export const alpine: Recipe = {
  id: "alpine",
  revision: 1,
  title: "laying out musl and BusyBox as Alpine does (a stand-in)",
  config: { env: [DEFAULT_PATH], cmd: ["/bin/sh"], workdir: "/", user: "" },
  async make(context) {
    const box = await fetchBusyBox(context);
    const debs = await fetchDebs(["musl", "ca-certificates"], context.arch, context);
    const [musl = [], certificates = []] = await Promise.all(debs.map(debEntries));
    const links = appletLinks(box.applets).map(({ path }) => symlink(path, "/bin/busybox"));
    const entries = mergeEntries(
      [file("bin/busybox", box.program, { mode: 0o755 }), ...links],
      loaderEntries(musl, MACHINE[context.arch]),
      [caBundle(certificates), symlink("etc/ssl/cert.pem", "certs/ca-certificates.crt")],
      settings(),
    );
    return { entries, packages: () => versionsOf([box.deb, ...debs]) };
  },
};

/** Alpine keeps the loader itself in /lib and links libc to it; Debian does it the other way round. */
export function loaderEntries(musl: readonly RootEntry[], machine: string): readonly RootEntry[] {
  const libc = musl.find((entry) => entry.type === "file" && entry.path.endsWith("-linux-musl/libc.so"));
  if (libc === undefined)
    throw new EngineFault("The package musl holds no libc.so.", "Run apt-get update, then try again.");
  const loader = `ld-musl-${machine}.so.1`;
  return [
    file(`lib/${loader}`, libc.body, { mode: 0o755 }),
    symlink(`lib/libc.musl-${machine}.so.1`, loader),
    file("usr/bin/ldd", `#!/bin/sh\nexec /lib/${loader} --list -- "$@"\n`, { mode: 0o755 }),
  ];
}

function settings(): readonly RootEntry[] {
  return [
    ...FOLDERS.map((path) => directory(path)),
    directory("root", { mode: 0o700 }),
    directory("tmp", { mode: 0o1777 }),
    directory("var/tmp", { mode: 0o1777 }),
    file("etc/os-release", OS_RELEASE),
    file("etc/passwd", passwdFile(["root", "daemon", "bin", "mail", "nobody"], "/bin/sh")),
    file("etc/group", groupFile(["root", "daemon", "bin", "sys", "mail", "nobody"])),
    file("etc/shells", "/bin/sh\n/bin/ash\n"),
    file("etc/nsswitch.conf", "hosts: files dns\n"),
  ];
}
