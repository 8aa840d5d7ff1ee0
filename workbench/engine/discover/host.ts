import { existsSync, readFileSync } from "node:fs";
import { homedir } from "node:os";
import type { DiscoverHost } from "./types.ts";

/** The machine that we run on, as discovery sees it. */
export function thisHost(env: Readonly<Record<string, string | undefined>> = process.env): DiscoverHost {
  return {
    env,
    platform: process.platform,
    home: homedir(),
    uid: process.getuid?.() ?? null,
    readFile(path) {
      try {
        return readFileSync(path, "utf8");
      } catch {
        return null;
      }
    },
    exists: existsSync,
  };
}
