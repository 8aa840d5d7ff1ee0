import { expect, test } from "vitest";
import { file } from "../rootfs/entry.ts";
import { loaderEntries } from "./alpine.ts";
import { appletLinks } from "./busybox-applets.ts";
import { caBundle } from "./certificates.ts";
import { parseUris } from "./debs.ts";
import { architectureOf, whyNotHere } from "./host.ts";
import { recipes } from "./index.ts";
import { PackageNotes, parseStatus } from "./status.ts";
import { runTool } from "./tool.ts";
import { passwdFile } from "./users.ts";

const debian = 'ID=debian\nPRETTY_NAME="Debian"\n';
const mint = 'ID=linuxmint\nID_LIKE="ubuntu debian"\n';

test.each([
  ["linux", 0, debian, null],
  ["linux", 0, mint, null],
  ["linux", 1000, debian, "making a root file system needs root, and this is another user"],
  [
    "linux",
    0,
    "ID=fedora\n",
    "bases are built with mmdebstrap on Debian or Ubuntu, and this is another distribution",
  ],
  ["linux", 0, "", "bases are built with mmdebstrap on Debian or Ubuntu, and this is another distribution"],
  ["darwin", 501, "", "bases are built from Debian packages on Linux only, and this is darwin"],
])("can %s as uid %i build?", (platform, uid, osRelease, expected) => {
  expect(whyNotHere({ platform, uid, osRelease })).toBe(expected);
});

test("platforms that no recipe is written for are refused in plain words", () => {
  expect(architectureOf("linux/arm64")).toBe("arm64");
  expect(() => architectureOf("linux/s390x")).toThrow("The engine runs linux/s390x");
});

test("apt's list of files gives names, versions and file names", () => {
  const line =
    "deb: 'http://host/x_1%2b2_amd64.deb' busybox-static_1%3a1.37.0-6+b9_amd64.deb 955316 SHA256:59";
  expect(parseUris(["I: hello", line, "Get:1 x"])).toEqual([
    { name: "busybox-static", version: "1:1.37.0-6+b9", path: "busybox-static_1%3a1.37.0-6+b9_amd64.deb" },
  ]);
});

test("a status text gives what is installed, not what is only remembered", () => {
  const text = [
    "Package: a\nStatus: install ok installed\nVersion: 1\n",
    "Package: b\nStatus: deinstall ok config-files\nVersion: 2\n",
    "Package: c\nVersion: 3\nDescription: x\n y\n",
  ].join("\n");
  expect(parseStatus(text)).toEqual({ a: "1", c: "3" });
});

test("packages are noted while the tree passes by, distroless' too", async () => {
  const notes = new PackageNotes();
  const entries = [
    file("var/lib/dpkg/status.d/z", "Package: z\nVersion: 1\n"),
    file("var/lib/dpkg/status.d/a", "Package: a\nVersion: 2\n"),
    file("var/lib/dpkg/status.d/a.md5sums", "Package: no\nVersion: 2\n"),
  ];
  expect(await Array.fromAsync(notes.read(entries))).toEqual(entries);
  expect(Object.keys(notes.versions())).toEqual(["a", "z"]);
});

test("the stand-in keeps the loader where Alpine has it, on either processor", () => {
  const entries = loaderEntries([file("usr/lib/aarch64-linux-musl/libc.so", "musl")], "aarch64");
  expect(entries.map(({ path, type, target }) => [path, type, target])).toEqual([
    ["lib/ld-musl-aarch64.so.1", "file", null],
    ["lib/libc.musl-aarch64.so.1", "symlink", "ld-musl-aarch64.so.1"],
    ["usr/bin/ldd", "file", null],
  ]);
});

test("applets that only Debian's BusyBox has are left out", () => {
  expect(appletLinks(["bin/sh", "usr/bin/dpkg", "bin/rpm", "usr/bin/["])).toEqual([
    { path: "bin/sh", name: "sh" },
    { path: "usr/bin/[", name: "[" },
  ]);
});

test("the bundle holds every certificate once, in a stable order", () => {
  const at = (name: string): string => `usr/share/ca-certificates/mozilla/${name}.crt`;
  const bundle = caBundle([file(at("B"), "b\n\n"), file(at("A"), "a"), file("usr/share/doc/x.crt", "no")]);
  expect(bundle.body.toString()).toBe("a\nb\n");
  expect(() => caBundle([])).toThrow("holds no certificate");
});

test("only root gets a shell", () => {
  expect(passwdFile(["root", "nonroot"], "/bin/sh")).toBe(
    "root:x:0:0:root:/root:/bin/sh\nnonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin\n",
  );
});

test("every recipe is filed under its own id, and sets no label for children to inherit", () => {
  for (const [id, recipe] of Object.entries(recipes)) {
    expect(recipe.id).toBe(id);
    const keys = ["cmd", "entrypoint", "env", "ports", "user", "workdir"];
    expect(keys).toEqual(expect.arrayContaining(Object.keys(recipe.config)));
  }
});

test("a tool's failure shows its last words; a missing tool is told apart", async () => {
  const failing = runTool(process.execPath, ["-e", 'console.error("disk full"); process.exit(3)']);
  await expect(failing).rejects.toThrow(/exit code 3.*\n {2}disk full/);
  await expect(runTool("/nowhere/tool", [])).rejects.toThrow("could not be started");
});

test("a tool that is cancelled ends with the reason of the cancellation", async () => {
  const slow = runTool(process.execPath, ["-e", "setTimeout(() => {}, 60000)"], {
    signal: AbortSignal.timeout(100),
  });
  await expect(slow).rejects.toThrow(/timeout/);
});
