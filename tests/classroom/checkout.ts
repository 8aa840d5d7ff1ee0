import { execFileSync } from "node:child_process";
import { mkdir, readdir } from "node:fs/promises";
import path from "node:path";
import { PROJECT_DIR } from "../../workbench/project.ts";
import type { CommandResult } from "../cli/command.ts";
import { runNode } from "../cli/command.ts";

/** What a checkout gathers while it is used, and what is not of the course. */
const NOT_COPIED = new Set([".git", ".groundwork", "work", "build", ".docusaurus"]);

/** This checkout once more, in another folder: files are hard links where the disk allows it. */
export async function copyOfCheckout(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(PROJECT_DIR)) {
    if (NOT_COPIED.has(name)) continue;
    const from = path.join(PROJECT_DIR, name);
    try {
      execFileSync("cp", ["-al", from, folder], { stdio: "pipe" });
    } catch {
      // Another disk, or a system whose cp makes no links.
      execFileSync("cp", ["-a", from, folder], { stdio: "pipe" });
    }
  }
  return folder;
}

/** Runs `groundwork` of another checkout. */
export function groundworkIn(
  checkout: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<CommandResult> {
  return runNode(path.join(checkout, "workbench", "cli", "main.ts"), args, { cwd: checkout, env });
}
