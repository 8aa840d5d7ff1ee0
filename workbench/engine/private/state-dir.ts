import { join, resolve } from "node:path";

/** The ignored folder in which Groundwork keeps everything of its own: `.groundwork/` unless GROUNDWORK_STATE names another. */
export function stateDir(env: Readonly<Record<string, string | undefined>> = process.env): string {
  const named = env["GROUNDWORK_STATE"];
  return named ? resolve(named) : join(import.meta.dirname, "..", "..", "..", ".groundwork");
}
