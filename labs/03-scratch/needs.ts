import type { ElfFacts } from "../../workbench/lab/kit/index.ts";

/** What this file must know of a path: whether it is a link, and where it leads. */
export interface Entry {
  readonly type: string;
  readonly linkTarget: string | null;
}
type Files = ReadonlyMap<string, Entry>;

/**
 * Paths that a dynamic program really uses: itself, its loader, its libraries, theirs, and every link on the way.
 * Libraries are found by their file name wherever they are: the image is known to start.
 */
export async function filesNeeded(
  program: string,
  elf: (path: string) => Promise<ElfFacts | null>,
  files: Files,
): Promise<ReadonlySet<string>> {
  const needed = new Set<string>();
  const queue = [program];
  const done = new Set<string>();
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (done.has(path)) continue;
    done.add(path);
    for (const step of pathsOnTheWay(path, files)) needed.add(step);
    const facts = await elf(path);
    if (facts?.interpreter) queue.push(facts.interpreter);
    for (const name of facts?.needed ?? []) {
      queue.push(...[...files.keys()].filter((other) => other.endsWith(`/${name}`)));
    }
  }
  return needed;
}

/** The links that are followed to reach a path, folders that are links included, and the file at the end. */
function pathsOnTheWay(path: string, files: Files): string[] {
  const met: string[] = [];
  let rest = path.split("/").filter(Boolean);
  let at = "";
  for (let name = rest.shift(); name !== undefined && met.length < 40; name = rest.shift()) {
    const here = `${at}/${name}`;
    const entry = files.get(here);
    if (entry?.type === "symlink" && entry.linkTarget !== null) {
      met.push(here);
      rest = new URL(entry.linkTarget, `file://${here}`).pathname.split("/").filter(Boolean).concat(rest);
      at = "";
    } else {
      at = here;
    }
  }
  return files.has(at) ? [...met, at] : met;
}
