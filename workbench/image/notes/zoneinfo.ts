import { isRegular, resolvePath } from "../path.ts";
import type { FileFacts } from "../types.ts";
import type { ImageNotes } from "./schema.ts";

/** Where programs look for time zones: glibc, musl (src/time/__tz.c) and Go (time/zoneinfo_unix.go). */
const FOLDERS = [
  "/usr/share/zoneinfo",
  "/share/zoneinfo",
  "/etc/zoneinfo",
  "/usr/share/lib/zoneinfo",
  "/usr/lib/zoneinfo",
];

/** Names of zones begin with a capital: `Europe/Berlin`, `UTC`, `W-SU`. Tables and leap seconds lie beside them. */
const ZONE = /^(?!SECURITY$)(?:[A-Z][\w+-]*\/)*[A-Z][\w+-]*$/;

/** The first folder that has zones, and how many names of zones it has (without the copies in posix/ and right/). */
export function zoneinfoOf(files: ReadonlyMap<string, FileFacts>): ImageNotes["zoneinfo"] {
  for (const path of FOLDERS) {
    const real = resolvePath(files, path);
    if (real?.type !== "directory") continue;
    const zones = [...files.keys()].filter((each) => {
      if (!each.startsWith(`${real.path}/`) || !ZONE.test(each.slice(real.path.length + 1))) return false;
      const file = resolvePath(files, each);
      return file !== null && isRegular(file);
    }).length;
    if (zones > 0) return { path, zones };
  }
  return null;
}
