import { execFile } from "node:child_process";
import path from "node:path";
import { labResultSchema, type LabResult } from "../../workbench/lab/results.ts";
import { PROJECT_DIR } from "../../workbench/project.ts";
import type { MadeClass } from "./made.ts";

/** Until a hand-in that does not end is given up. The lab's own limit stops a build before. */
const GIVE_UP_MS = 180_000;

export interface Looped {
  /** Null: given up. */
  readonly result: LabResult | null;
  readonly ms: number;
}

/**
 * The loop that an instructor would write: `groundwork lab check` for one hand-in after the other. That is a process for
 * each, which builds with the engine that is there, runs what it has built, and runs the lab's tests. Nothing is held in
 * a sandbox, the engine's build cache serves all, and no hand-in is refused.
 */
export async function loopOver(
  { lab, students, handIns }: MadeClass,
  onDone: (done: number, student: string, ms: number) => void,
): Promise<Map<string, Looped>> {
  const looped = new Map<string, Looped>();
  for (const student of students) {
    const start = performance.now();
    const result = await checkOne(lab.manifest.id, path.join(handIns, student, lab.manifest.id));
    const ms = performance.now() - start;
    looped.set(student, { result, ms });
    onDone(looped.size, student, ms);
  }
  return looped;
}

function checkOne(lab: string, dir: string): Promise<LabResult | null> {
  const main = path.join(PROJECT_DIR, "workbench", "cli", "main.ts");
  const args = [main, "lab", "check", lab, "--path", dir, "--learner", "bench", "--json"];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { timeout: GIVE_UP_MS, maxBuffer: 1e8 }, (_, stdout) => {
      try {
        resolve(labResultSchema.parse(JSON.parse(stdout)));
      } catch {
        resolve(null);
      }
    });
  });
}
