import { expect, test } from "vitest";
import type { RecipeId } from "./catalogue.ts";
import { directory, file, symlink } from "./rootfs/entry.ts";
import type { RootEntry } from "./rootfs/entry.ts";
import { brokenPromises } from "./verify.ts";

const distroless = [file("etc/ssl/certs/ca-certificates.crt", ""), directory("tmp", { mode: 0o1777 })];
const glibc = file("usr/lib64/ld-linux-x86-64.so.2", "");
const installed = [
  glibc,
  file("usr/bin/bash", ""),
  file("usr/bin/passwd", "", { mode: 0o4755 }),
  file("var/lib/dpkg/status", ""),
];
const alpine = [file("lib/ld-musl-x86_64.so.1", ""), symlink("bin/sh", "/bin/busybox")];

test.each<[RecipeId, readonly RootEntry[]]>([
  ["distroless-static", distroless],
  ["distroless-base", [...distroless, glibc]],
  ["distroless-cc", [...distroless, file("usr/lib/libstdc++.so.6", "")]],
  ["debian", [...installed, file("usr/share/man/man1/a.1", "")]],
  ["debian-slim", installed],
  ["alpine", alpine],
  ["busybox", [file("bin/sh", "")]],
  ["debs", [file("debs/libc6_2.41-12_amd64.deb", "")]],
  ["distroless-static-debug", [directory("busybox"), file("busybox/sh", "")]],
  ["distroless-nodejs", [file("nodejs/bin/node", "", { mode: 0o755 })]],
])("a good %s breaks no promise", (id, entries) => {
  expect(brokenPromises(id, entries)).toEqual([]);
});

test.each<[RecipeId, readonly RootEntry[], string]>([
  [
    "distroless-static-debug",
    [file("busybox/sh", ""), file("bin/sh", "")],
    "holds anything elsewhere: /bin/sh",
  ],
  ["node", [file("usr/local/bin/npm", ""), file("etc/passwd", "")], "lacks Node"],
  ["distroless-static", [...distroless, glibc], "holds a libc: /usr/lib64/ld-linux-x86-64.so.2"],
  [
    "distroless-static",
    [...distroless, file("usr/lib/x86_64-linux-gnu/libc.so.6", "")],
    "holds a libc: /usr/lib/x86_64-linux-gnu/libc.so.6",
  ],
  ["distroless-base", [...distroless, glibc, file("usr/bin/dash", "")], "holds a shell: /usr/bin/dash"],
  ["distroless-base", distroless, "lacks glibc's loader"],
  ["debian", [...installed, file("var/lib/apt/lists/x", "")], "leaves behind /var/lib/apt/lists/x"],
  ["debian", installed.map((entry) => ({ ...entry, mode: 0o755 })), "lacks the setuid bit of passwd"],
  ["debian", [...installed, glibc], "names twice /usr/lib64/ld-linux-x86-64.so.2"],
  [
    "debian-slim",
    [...installed, file("usr/share/man/man1/a.1", "")],
    "holds manual pages: /usr/share/man/man1/a.1",
  ],
  ["debs", [file("debs/libc6.txt", "")], "lacks glibc's package"],
  ["alpine", [...alpine, file("bin/bash", "")], "holds bash or apk: /bin/bash"],
])("a bad %s is found out", (id, entries, expected) => {
  expect(brokenPromises(id, entries)).toEqual([expected]);
});
