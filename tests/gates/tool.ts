import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** The project's folder, where every tool finds its configuration. */
export const root = join(import.meta.dirname, "../..");

const packageSchema = z.object({ bin: z.union([z.string(), z.record(z.string(), z.string())]) });

/** What a tool said, on both streams in one text, and its exit code (null: it was ended by a signal). */
export interface ToolResult {
  readonly code: number | null;
  readonly output: string;
}

/** File of a package's command, run with this very Node, whatever the shell's PATH holds. */
function commandFile(packageName: string, command: string): string {
  const folder = join(root, "node_modules", packageName);
  const { bin } = packageSchema.parse(JSON.parse(readFileSync(join(folder, "package.json"), "utf8")));
  const file = typeof bin === "string" ? bin : bin[command];
  if (file === undefined)
    throw new Error(`Package ${packageName} has no command ${command}. See its package.json.`);
  return join(folder, file);
}

/**
 * Runs a command of an installed package and waits for its end; `cwd` is the project's folder unless told.
 * A non-zero exit is a value; an absent package is an error.
 */
export function runTool(
  packageName: string,
  command: string,
  args: readonly string[],
  cwd = root,
): Promise<ToolResult> {
  const file = commandFile(packageName, command);
  const env = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, NODE_ENV: undefined };
  return new Promise((resolve) => {
    const child = execFile(
      process.execPath,
      [file, ...args],
      { cwd, env, maxBuffer: 32 * 1024 * 1024 },
      (_, stdout, stderr) => {
        resolve({ code: child.exitCode, output: `${stdout}${stderr}` });
      },
    );
  });
}

/** Fails with the tool's own words, and with what to run or do next. */
export function mustBeClean(result: ToolResult, next: string): void {
  if (result.code === 0) return;
  throw new Error(`${result.output.trim()}\n\nTo fix it: ${next}`);
}
