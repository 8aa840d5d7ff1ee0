import type { Bench, BuiltImage } from "../../workbench/lab/kit/index.ts";

export const NAME = "org.opencontainers.image.base.name";
export const DIGEST = "org.opencontainers.image.base.digest";

// #region editions
/** A base of this run: what it says of itself is new each time, so its digests are too. */
export function edition(bench: Bench, from: string, says: string): Promise<BuiltImage> {
  return bench.scene(`FROM ${from}\nRUN echo "${says}" > /etc/edition\n`);
}

/** A registry in which `base:1` meant one thing on Monday, and means another since Thursday. */
export async function movedBase(bench: Bench) {
  const registry = await bench.registry();
  const [old, mended] = [`old ${bench.token}`, `new ${bench.token}`];
  const [monday, thursday] = [
    await edition(bench, "busybox:1.38-musl", old),
    await edition(bench, "busybox:1.38-musl", mended),
  ];
  await registry.push(monday.id, "base:1.0");
  await registry.push(thursday.id, "base:1.1");
  await registry.tag("base:1.0", "1");
  const before = await registry.digest("base:1");
  /** What Thursday brings: from now on the tag means the mended base. */
  const move = async (): Promise<string> => {
    await registry.tag("base:1.1", "1");
    return registry.digest("base:1");
  };
  return { registry, monday, thursday, before, move };
}
// #endregion
