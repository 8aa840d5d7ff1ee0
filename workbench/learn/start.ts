import { cp, mkdir, rename, rm, stat } from "node:fs/promises";
import path from "node:path";
import type { Lab } from "../lab/load.ts";

/** Where the learner works on a lab. */
export function workDirOf(projectDir: string, labId: string): string {
  return path.join(projectDir, "work", labId);
}

/** Copies the starter to the learner's folder, whole or not at all. False when it is there already: nothing is touched. */
export async function startLab(lab: Lab, workDir: string): Promise<boolean> {
  if (await stat(workDir).catch(() => null)) return false;
  const temporary = `${workDir}.${process.pid}.tmp`;
  await mkdir(path.dirname(workDir), { recursive: true });
  try {
    await cp(path.join(lab.dir, "starter"), temporary, { recursive: true });
    await rename(temporary, workDir);
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return true;
}
