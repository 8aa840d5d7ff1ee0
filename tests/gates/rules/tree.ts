import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../tool.ts";

const notOurs = new Set(["node_modules", ".git", ".groundwork", ".docusaurus", "build", "work"]);

/** Files of the project that match the patterns, as sorted paths with `/`, without what tools and learners leave behind. */
export function filesOf(...patterns: string[]): string[] {
  const found = globSync(patterns, {
    cwd: root,
    withFileTypes: true,
    exclude: (entry) => entry.isDirectory() && notOurs.has(entry.name),
  });
  return found
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll("\\", "/"),
    )
    .sort();
}

/** Text of a file of the project. */
export function read(file: string): string {
  return readFileSync(join(root, file), "utf8");
}
