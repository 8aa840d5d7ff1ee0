import path from "node:path";
import { connectEngine } from "../../workbench/engine/connect.ts";
import { openAssigned } from "../../workbench/grade/grade/assigned.ts";
import { takeClass } from "../../workbench/grade/grade/take-class.ts";
import { makeClass } from "./made.ts";

/** Milliseconds between two looks at the memory. */
const LOOK_MS = 50;

export interface IntakeMeasured {
  readonly size: number;
  readonly takenIn: number;
  readonly refused: number;
  readonly seconds: number;
  /** Resident megabytes of this process: before, the most while hand-ins were taken in, and afterwards. */
  readonly memoryMegabytes: readonly [number, number, number];
}

/** Takes in a made class for lab 10: reads, puts aside, holds against the policy, and keys. Builds nothing. */
export async function measureIntake(folder: string, size: number): Promise<IntakeMeasured> {
  const made = await makeClass(folder, "10-surface", size);
  await using assigned = await openAssigned(made.assignment);
  const engine = await connectEngine();
  const before = resident();
  let most = before;
  const looking = setInterval(() => (most = Math.max(most, resident())), LOOK_MS);
  const start = performance.now();
  const taken = await takeClass({
    ...{
      source: made.handIns,
      assignmentFile: made.assignment,
      rosterFile: made.roster,
      received: new Map(),
    },
    ...{ out: path.join(folder, "out"), assigned, engine, signal: new AbortController().signal },
    onProgress: () => undefined,
  });
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  clearInterval(looking);
  const { submissions, refused } = taken;
  return {
    ...{ size, takenIn: submissions.length, refused: refused.length, seconds },
    memoryMegabytes: [before, most, resident()],
  };
}

function resident(): number {
  return Math.round(process.memoryUsage.rss() / 1_000_000);
}
