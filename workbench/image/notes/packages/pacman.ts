import type { Package } from "../schema.ts";
import { linesOf } from "./stanzas.ts";

/** The package that a `desc` file of pacman's local database tells of: `%NAME%` and its value on the next line. */
export function readPacman(text: string): Package[] {
  const fields = new Map<string, string>();
  let key = "";
  for (const line of linesOf(text)) {
    const name = /^%([A-Z0-9]+)%$/.exec(line)?.[1];
    if (name !== undefined) key = name;
    else if (line !== "" && !fields.has(key)) fields.set(key, line.trim());
  }
  const name = fields.get("NAME");
  const version = fields.get("VERSION");
  if (!name || !version) return [];
  return [{ name, version, architecture: fields.get("ARCH") ?? null, source: fields.get("BASE") ?? name }];
}
