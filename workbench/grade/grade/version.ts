import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { PROJECT_DIR } from "../../project.ts";

/** The version of this checkout, which is part of every key. */
export function graderVersion(): string {
  const text = readFileSync(path.join(PROJECT_DIR, "package.json"), "utf8");
  return z.object({ version: z.string() }).parse(JSON.parse(text)).version;
}
