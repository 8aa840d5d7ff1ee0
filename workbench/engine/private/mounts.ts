import { readFileSync } from "node:fs";
import { command } from "./command.ts";

/** Mount points at or below the given folders, deepest first: the order in which they can be taken down. */
export function mountsBelow(mountinfo: string, folders: readonly string[]): readonly string[] {
  return mountinfo
    .split("\n")
    .map((line) => unescape(line.split(" ")[4] ?? ""))
    .filter((point) => folders.some((folder) => point === folder || point.startsWith(`${folder}/`)))
    .toReversed();
}

/** Takes down every mount that a stopped engine has left behind. */
export async function unmountBelow(folders: readonly string[]): Promise<void> {
  for (const point of mountsBelow(mountTable(), folders)) await command("umount", ["--lazy", point]);
}

function mountTable(): string {
  try {
    return readFileSync("/proc/self/mountinfo", "utf8");
  } catch {
    return "";
  }
}

/** The kernel writes space, tab, newline and backslash in a path as octal (proc(5)). */
function unescape(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, octal: string) => String.fromCharCode(Number.parseInt(octal, 8)));
}
