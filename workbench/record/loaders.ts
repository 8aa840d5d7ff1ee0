import type { Loaders } from "./types.ts";

/** Where programs for a platform look for their loader, and where Debian keeps its libraries. Pure. */
export function loadersOf(platform: string): Loaders {
  return platform.startsWith("linux/arm64")
    ? {
        glibc: "/lib/ld-linux-aarch64.so.1",
        musl: "/lib/ld-musl-aarch64.so.1",
        folder: "/lib/aarch64-linux-gnu",
      }
    : {
        glibc: "/lib64/ld-linux-x86-64.so.2",
        musl: "/lib/ld-musl-x86_64.so.1",
        folder: "/lib/x86_64-linux-gnu",
      };
}
