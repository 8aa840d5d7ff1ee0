import type { DiscoverHost } from "../discover/types.ts";
import { isDebianLike, parseRelease } from "./os-release.ts";

/** We start an engine of our own only where we may (root) and know how to install it (apt). */
export function canStartPrivate(host: DiscoverHost): boolean {
  return (
    host.platform === "linux" &&
    host.uid === 0 &&
    isDebianLike(parseRelease(host.readFile("/etc/os-release")))
  );
}
