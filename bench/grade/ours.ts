import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { classMarksSchema, type ClassMarks } from "../../workbench/grade/schema/marks.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import type { MadeClass } from "./made.ts";

const LOOK_EVERY_MS = 2000;

export interface Ours {
  readonly marks: ClassMarks;
  /** Resident megabytes of the grader's own process, every two seconds. */
  readonly memory: readonly number[];
}

/** `groundwork grade` over the class, as an instructor starts it. */
export async function gradeOurs(
  { handIns, roster, assignment }: MadeClass,
  out: string,
  jobs: number,
): Promise<Ours> {
  const main = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");
  const args = ["grade", handIns, "--assignment", assignment, "--roster", roster, "--out", out];
  const child = spawn(process.execPath, [main, ...args, "--jobs", String(jobs), "--json"], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const memory: number[] = [];
  const looking = setInterval(
    () => void residentOf(child.pid).then((mb) => mb && memory.push(mb)),
    LOOK_EVERY_MS,
  );
  let stdout = "";
  child.stdout.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
  await new Promise((resolve) => child.once("close", resolve));
  clearInterval(looking);
  return { marks: classMarksSchema.parse(JSON.parse(stdout)), memory };
}

async function residentOf(pid: number | undefined): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(text)?.[1];
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1000);
}
