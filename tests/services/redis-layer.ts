import { existsSync } from "node:fs";
import { mkdir, rename } from "node:fs/promises";
import { dirname, join } from "node:path";
import { debEntries, fetchDebs } from "../../workbench/bases/recipes/debs.ts";
import { architectureOf, prepareHost } from "../../workbench/bases/recipes/host.ts";
import { directory } from "../../workbench/bases/rootfs/entry.ts";
import { mergeEntries } from "../../workbench/bases/rootfs/merge.ts";
import { writeLayer } from "../../workbench/bases/rootfs/write.ts";
import { downloadsDir } from "../../workbench/bases/store/built.ts";
import { withLock } from "../../workbench/lock.ts";
import { stateDir } from "../../workbench/state.ts";
import { ownerMark } from "../../workbench/temporary.ts";

/** Raised whenever the layer's content changes, so that one made before is made again. */
const REVISION = 1;

/** Redis and what it loads, by `apt-cache depends` in Debian 13; base-files has the links from /lib to /usr/lib. */
const PACKAGES = [
  ...["redis-server", "redis-tools", "base-files", "libc6", "libatomic1", "libjemalloc2", "liblzf1"],
  ...["libssl3t64", "libzstd1", "zlib1g", "libstdc++6", "libgcc-s1", "libsystemd0", "libcap2"],
];

/** The user that the server runs as; it is in no list of users, since nothing asks for its name. */
export const REDIS_USER = 999;
/** Where the server keeps its data. */
export const REDIS_DATA = "data";

/**
 * A layer with Debian's Redis, unpacked and not installed: no registry is needed, and no base of the catalogue. Made once
 * for each processor and kept in the state folder.
 * @param platform of the engine, for example `linux/amd64`
 * @returns the path of a gzip-compressed tar
 * @throws EngineFault where this machine has no Debian packages
 */
export async function redisLayer(platform: string): Promise<string> {
  const arch = architectureOf(platform);
  const path = join(stateDir(), "tests", `redis-${REVISION}-${arch}.tar.gz`);
  return withLock(`${path}.lock`, async () => {
    if (existsSync(path)) return path;
    await prepareHost(() => undefined);
    const debs = await fetchDebs(PACKAGES, arch, { downloads: downloadsDir(stateDir()) });
    const files = (await Promise.all(debs.map(debEntries))).flat();
    const needed = files.filter((entry) => !entry.path.startsWith("usr/share/"));
    const data = directory(REDIS_DATA, { mode: 0o700, uid: REDIS_USER, gid: REDIS_USER });
    const partial = `${path}.${ownerMark()}.partial`;
    await mkdir(dirname(path), { recursive: true });
    await writeLayer(mergeEntries(needed, [data]), partial);
    await rename(partial, path);
    return path;
  });
}
