import type { RootEntry } from "./entry.ts";

/** What a machine leaves behind when it makes a root file system; the official images leave it out too (debuerreotype `.tar-exclude`). */
const LEFT_BEHIND: readonly RegExp[] = [
  /^dev\/./,
  /^(proc|sys|run)\/.*/,
  /^etc\/(hostname|resolv\.conf|fstab|machine-id)$/,
  /^var\/lib\/apt\/lists\/.*/,
  /^var\/cache\/apt\/.*/,
  /^var\/cache\/ldconfig\/./,
  /^var\/cache\/debconf\/.*-old$/,
  /^var\/lib\/dpkg\/[^/]*-old$/,
  /^var\/log\/(apt|btmp|wtmp|lastlog|faillog|.*\.log)(\/.*)?$/,
  /^(tmp|var\/tmp)\/./,
];

/** Whether a path has no place in a base: device nodes, apt's lists and caches, logs, what belongs to the building machine. */
export function isLeftBehind(path: string): boolean {
  return path !== "run/lock" && LEFT_BEHIND.some((pattern) => pattern.test(path));
}

/** The entries without what a build leaves behind. */
export async function* cleaned(entries: AsyncIterable<RootEntry>): AsyncGenerator<RootEntry> {
  for await (const entry of entries) if (!isLeftBehind(entry.path)) yield entry;
}
