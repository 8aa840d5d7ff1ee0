import { expect, test } from "vitest";
import { loadersOf } from "./loaders.ts";

test.each([
  ["linux/amd64", ["/lib64/ld-linux-x86-64.so.2", "/lib/ld-musl-x86_64.so.1", "/lib/x86_64-linux-gnu"]],
  ["linux/arm64", ["/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-aarch64.so.1", "/lib/aarch64-linux-gnu"]],
  ["linux/arm64/v8", ["/lib/ld-linux-aarch64.so.1", "/lib/ld-musl-aarch64.so.1", "/lib/aarch64-linux-gnu"]],
])("%s", (platform, paths) => {
  expect(Object.values(loadersOf(platform))).toEqual(paths);
});
