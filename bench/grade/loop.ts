import path from "node:path";
import { labResultSchema, type LabResult } from "../../workbench/lab/results.ts";
import { execFile } from "node:child_process";
import { PROJECT_DIR } from "../../workbench/project.ts";
import type { MadeClass } from "./made.ts";

/** Until a hand-in that does not end is given up. */
const GIVE_UP_MS = 180_000;

/**
 * The loop that an instructor would write: one hand-in after the other, each built, run and tested by a process of its own,
 * on the engine that is there, whose build cache serves all. Null: given up.
 */
export async function loopOver({
  lab,
  students,
  handIns,
}: MadeClass): Promise<Map<string, LabResult | null>> {
  const results = new Map<string, LabResult | null>();
  for (const student of students) {
    const dir = path.join(handIns, student, lab.manifest.id);
    results.set(student, await checkOne(lab.manifest.id, dir));
  }
  return results;
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
