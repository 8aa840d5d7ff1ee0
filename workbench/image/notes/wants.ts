import type { LayerFile } from "../types.ts";

const MIB = 1024 * 1024;

/** Which files the notes read, by the path that the file itself has, and how long one may be to be kept. */
const WANTED: readonly (readonly [place: RegExp, mostBytes: number])[] = [
  // Anywhere: /etc/os-release is a link, to /usr/lib most of the time, elsewhere on NixOS and Fedora's variants.
  [/\/[^/]*os-release[^/]*$/, 64 * 1024],
  [/^\/etc\/(?:alpine-release|debian_version|[a-z]+-release)$/, 64 * 1024],
  [/^\/etc\/(?:passwd|group)$/, 4 * MIB],
  [/\/(?:dpkg|opkg)\/status$/, 32 * MIB],
  [/\/dpkg\/status\.d\/(?!.*\.(?:md5sums|list|conffiles)$)[^/]+$/, MIB],
  [/\/apk\/db\/installed$/, 32 * MIB],
  [/\/pacman\/local\/[^/]+\/desc$/, MIB],
  [/\/rpm\/(?:rpmdb\.sqlite|rpmdb\.sqlite-wal|Packages\.db|Packages)$/, 64 * MIB],
  [/\/rpmmanifest\/container-manifest-2$/, 4 * MIB],
  [
    /\/(?:ca-certificates\.crt|(?:tls-)?ca-bundle\.(?:crt|pem)|ca-bundle\.trust\.crt|(?:ca)?cert\.pem)$/,
    4 * MIB,
  ],
  // musl tells its version nowhere but in its own bytes.
  [/\/ld-musl-[^/]*\.so\.1$|musl[^/]*\/(?:lib\/)?libc\.so$/, 2 * MIB],
];

/**
 * Whether the notes want this file's bytes: package databases, os-release, users, groups, bundles of certificates, musl
 * itself. All that an ordinary image has of them is a few MB; the limits are for images that are not ordinary.
 */
export function wantsNote(file: Pick<LayerFile, "path" | "type" | "bytes">): boolean {
  if (file.type !== "file") return false;
  return WANTED.some(([place, mostBytes]) => file.bytes <= mostBytes && place.test(file.path));
}
