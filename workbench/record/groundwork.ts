import { spawn } from "node:child_process";
import path from "node:path";
import { text } from "node:stream/consumers";
import { PROJECT_DIR } from "../project.ts";
import type { Observation } from "./schema.ts";
import { steadyText } from "./steady.ts";
import type { GroundworkStep, Subject } from "./types.ts";

/**
 * Runs one of our own commands in a process of its own. What it says of its progress on stderr is dropped.
 * @param name what the reader calls the subject
 * @param words those of the step, with what stands for them here; IMAGE becomes the subject's id
 * @returns the whole of what it printed, and what is kept of it
 */
export async function recordedGroundwork(
  step: GroundworkStep,
  { key, image }: Subject,
  name: string,
  words: readonly string[],
  signal?: AbortSignal,
): Promise<{ stdout: string; observation: Extract<Observation, { kind: "run" }> }> {
  const main = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");
  const args = [main, ...words.map((word) => (word === "IMAGE" ? image : word))];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "pipe", "ignore"], signal });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  const [exitCode, stdout] = await Promise.all([ended, text(child.stdout)]);
  const observation = {
    kind: "run" as const,
    ...{ started: true, stderr: "", engineError: null, oomKilled: false, timedOut: false, exitCode },
    title: step.title,
    command: groundworkCommand(step, name),
    image: key,
    stdout: steadyText(headOf(stdout, step.head).replaceAll(image, name)),
    steady: step.steady ?? true,
  };
  return { stdout, observation };
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
function headOf(text: string, lines?: number): string {
  return lines === undefined ? text : `${text.split("\n").slice(0, lines).join("\n")}\n`;
}
