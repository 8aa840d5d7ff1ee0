/** A run of folders that end in a slash and a NUL, as glibc compiles them into its loader (elf/dl-load.c, system_dirs). */
const RUN = /(?:\/(?:[\w.+-]+\/)*lib[\w.+-]*\/(?:[\w.+-]+\/)*\0)+/g;

const MULTIARCH = /^(?:\/usr)?(\/lib\/[^/]+-linux-[^/]+)\//;

/**
 * The folders that a loader of glibc looks into when nothing else helped, in order, without a slash at their ends. They
 * differ between distributions and stand in the loader itself; where its bytes are not kept, its place decides.
 */
export function defaultFolders(loaderPath: string, bytes: Uint8Array | null): readonly string[] {
  const runs = bytes === null ? [] : (Buffer.from(bytes).toString("latin1").match(RUN) ?? []);
  const lists = runs.map((run) =>
    run
      .split("\0")
      .slice(0, -1)
      .map((folder) => folder.slice(0, -1)),
  );
  const longest = lists.reduce<readonly string[]>(
    (best, list) => (list.length > best.length ? list : best),
    [],
  );
  if (longest.length > 0) return longest;
  const multiarch = MULTIARCH.exec(loaderPath)?.[1];
  return multiarch === undefined
    ? ["/lib64", "/usr/lib64", "/lib", "/usr/lib"]
    : [multiarch, `/usr${multiarch}`, "/lib", "/usr/lib"];
}
