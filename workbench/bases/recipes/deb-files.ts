import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { directory, file } from "../rootfs/entry.ts";
import type { RootEntry } from "../rootfs/entry.ts";
import { fetchDebs, versionsOf } from "./debs.ts";
import type { Deb } from "./debs.ts";
import { CC } from "./distroless.ts";
import { DEFAULT_PATH } from "./types.ts";
import type { Recipe } from "./types.ts";

/** Not in any of the three: certificates, a library that some programs miss, and a shell to resist. */
const MORE = ["ca-certificates", "libatomic1", "dash"];

/** Debian's packages as apt downloads them, so that a build stage can unpack them without a network. */
export const debs: Recipe = {
  id: "debs",
  revision: 1,
  title: `downloading ${CC.length + MORE.length} Debian packages, to be unpacked by whoever copies them`,
  config: { env: [DEFAULT_PATH], cmd: null, workdir: "/", user: "" },
  async make(context) {
    const fetched = await fetchDebs([...CC, ...MORE], context.arch, context);
    const files = await Promise.all(fetched.map(debFile));
    const entries = [directory("debs"), ...files.toSorted((a, b) => (a.path < b.path ? -1 : 1))];
    return { entries, packages: () => versionsOf(fetched) };
  },
};

async function debFile(deb: Deb): Promise<RootEntry> {
  return file(`debs/${basename(deb.path)}`, await readFile(deb.path));
}
