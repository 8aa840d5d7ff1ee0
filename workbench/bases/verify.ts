import type { RecipeId } from "./catalogue.ts";
import { isLeftBehind } from "./rootfs/clean.ts";
import type { RootEntry } from "./rootfs/entry.ts";

/** One path of a built layer, without its content. */
export type LayerPath = Pick<RootEntry, "path" | "type" | "mode" | "target">;

const LIBC = /(^|\/)(ld-linux[^/]*|ld-musl[^/]*|ld-\d[^/]*|libc\.so\.6|libc\.musl[^/]*|libc\.so)$/;
const SHELL = /(^|\/)s?bin\/(sh|ash|bash|dash|busybox)$/;
const GLIBC_LOADER = /^usr\/lib(64)?\/ld-linux-[^/]+\.so\.\d$/;
const MUSL_LOADER = /^lib\/ld-musl-[^/]+\.so\.1$/;
const SETUID = 0o4000;

type Promises = readonly ((paths: readonly LayerPath[]) => string | null)[];

const forEvery: Promises = [
  (paths) =>
    complain(
      "leaves behind",
      paths.filter(({ path, type }) => type !== "directory" && isLeftBehind(path)),
    ),
  (paths) => complain("names twice", repeated(paths)),
];

const installed: Promises = [
  must("a shell", (entry) => entry.path === "usr/bin/bash"),
  must("glibc's loader", (entry) => GLIBC_LOADER.test(entry.path)),
  must("the setuid bit of passwd", (entry) => entry.path === "usr/bin/passwd" && (entry.mode & SETUID) !== 0),
  must("dpkg's database", (entry) => entry.path === "var/lib/dpkg/status"),
];

const distroless: Promises = [
  mustNot("a shell", (entry) => SHELL.test(entry.path)),
  mustNot("apt", (entry) => entry.path.startsWith("etc/apt/") || entry.path.startsWith("usr/bin/apt")),
  must("a CA bundle", (entry) => entry.path === "etc/ssl/certs/ca-certificates.crt"),
  must("/tmp for everybody", (entry) => entry.path === "tmp" && entry.mode === 0o1777),
];

const slim = mustNot(
  "manual pages",
  (entry) => entry.type === "file" && entry.path.startsWith("usr/share/man/"),
);

const promises: Readonly<Record<RecipeId, Promises>> = {
  busybox: [
    must("sh", (entry) => entry.path === "bin/sh"),
    mustNot("a loader", (entry) => LIBC.test(entry.path)),
  ],
  alpine: [
    must("musl's loader", (entry) => MUSL_LOADER.test(entry.path) && entry.type === "file"),
    must(
      "/bin/sh as a link to BusyBox",
      (entry) => entry.path === "bin/sh" && entry.target === "/bin/busybox",
    ),
    mustNot("bash or apk", (entry) => /(^|\/)(bash|apk)$/.test(entry.path)),
    mustNot("glibc's loader", (entry) => entry.path.includes("ld-linux")),
  ],
  debian: installed,
  "debian-slim": [...installed, slim],
  toolchain: [
    ...installed,
    slim,
    must("gcc", (entry) => entry.path === "usr/bin/gcc"),
    must("musl-gcc", (entry) => entry.path === "usr/bin/musl-gcc"),
  ],
  "distroless-static": [...distroless, mustNot("a libc", (entry) => LIBC.test(entry.path))],
  "distroless-base": [
    ...distroless,
    must("glibc's loader", (entry) => GLIBC_LOADER.test(entry.path)),
    mustNot("the C++ library", (entry) => entry.path.includes("libstdc++.so")),
  ],
  "distroless-cc": [...distroless, must("the C++ library", (entry) => entry.path.endsWith("libstdc++.so.6"))],
  debs: [
    must("glibc's package", (entry) => /^debs\/libc6_.*\.deb$/.test(entry.path)),
    mustNot("a libc", (entry) => LIBC.test(entry.path)),
  ],
  // What is laid over another base promises its own layer only; without a layer of its own there is nothing to promise.
  "distroless-static-nonroot": [],
  "distroless-base-nonroot": [],
  "node-slim": [],
  "distroless-static-debug": [
    must("a shell in /busybox", (entry) => entry.path === "busybox/sh"),
    mustNot("anything elsewhere", (entry) => !/^busybox(\/|$)/.test(entry.path)),
  ],
  "distroless-nodejs": [
    must("Node", (entry) => entry.path === "nodejs/bin/node" && entry.mode === 0o755),
    mustNot("npm", (entry) => /(^|\/)np[mx]$/.test(entry.path)),
  ],
  node: [
    must("Node", (entry) => entry.path === "usr/local/bin/node" && entry.mode === 0o755),
    must("npm", (entry) => entry.path === "usr/local/bin/npm"),
    must("the user node", (entry) => entry.path === "etc/passwd"),
  ],
  registry: [must("the registry", (entry) => entry.path === "usr/bin/registry" && entry.mode === 0o755)],
};

/**
 * What a built layer does not keep of what its recipe promises.
 * @returns one sentence for each broken promise; empty when all hold
 */
export function brokenPromises(id: RecipeId, paths: readonly LayerPath[]): readonly string[] {
  return [...forEvery, ...promises[id]].flatMap((promise) => promise(paths) ?? []);
}

function must(what: string, test: (entry: LayerPath) => boolean): Promises[number] {
  return (paths) => (paths.some(test) ? null : `lacks ${what}`);
}

function mustNot(what: string, test: (entry: LayerPath) => boolean): Promises[number] {
  return (paths) => complain(`holds ${what}:`, paths.filter(test));
}

function complain(what: string, found: readonly LayerPath[]): string | null {
  if (found.length === 0) return null;
  const shown = found.slice(0, 5).map((entry) => `/${entry.path}`);
  return `${what} ${shown.join(", ")}${found.length > shown.length ? ` and ${found.length - shown.length} more` : ""}`;
}

function repeated(paths: readonly LayerPath[]): readonly LayerPath[] {
  const seen = new Set<string>();
  return paths.filter(({ path }) => {
    const known = seen.has(path);
    seen.add(path);
    return known;
  });
}
