import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { PROJECT_DIR } from "../project.ts";

/** One of our own commands, as a person would run it. */
export interface GroundworkStep {
  readonly title: string;
  /** Words after `npx groundwork`; IMAGE stands for the subject. */
  readonly words: readonly string[];
  /** Only so many of the first lines are kept, as by `| head -n`. */
  readonly head?: number;
  /** False when the output holds times or the like. Default: true. */
  readonly steady?: boolean;
}

/** How one of our commands ended, and what it said. */
export interface GroundworkRun {
  readonly exitCode: number | null;
  readonly stdout: string;
}

/**
 * Runs our own command line in a process of its own. What it says of its progress on stderr is dropped.
 * @param words everything after `npx groundwork`
 */
export async function runGroundwork(words: readonly string[], signal?: AbortSignal): Promise<GroundworkRun> {
  const main = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");
  const child = spawn(process.execPath, [main, ...words], {
    stdio: ["ignore", "pipe", "ignore"],
    signal,
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [exitCode, stdout] = await Promise.all([ended, text(child.stdout)]);
  return { exitCode, stdout };
}

/** The command that a person would type. Pure. */
export function groundworkCommand(
  { words, head }: Pick<GroundworkStep, "words" | "head">,
  image: string,
): string {
  const cut = head === undefined ? [] : ["|", "head", "-n", String(head)];
  return ["npx", "groundwork", ...words.map((word) => (word === "IMAGE" ? image : word)), ...cut].join(" ");
}

/** The first lines of a text. Pure. */
export function headOf(text: string, lines?: number): string {
  return lines === undefined ? text : `${text.split("\n").slice(0, lines).join("\n")}\n`;
}
