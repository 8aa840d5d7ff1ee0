import type { DiscoverHost } from "./types.ts";

interface FixtureOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly platform?: NodeJS.Platform;
  readonly uid?: number | null;
  readonly files?: Readonly<Record<string, string>>;
}

/** A machine made of plain values, for tests. */
export function fixtureHost({
  env = {},
  platform = "linux",
  uid = 1000,
  files = {},
}: FixtureOptions = {}): DiscoverHost {
  return {
    env,
    platform,
    home: "/home/ada",
    uid,
    readFile: (path) => files[path] ?? null,
    exists: (path) => path in files,
  };
}
