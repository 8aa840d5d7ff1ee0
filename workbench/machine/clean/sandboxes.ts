import { abandonedSandboxes } from "../../grade/sandbox/left.ts";
import type { Thing } from "./types.ts";

/** Sandboxes that a killed grader has left, each with its processes, disk and folder. Touches nothing. */
export async function leftSandboxes(stateDir: string): Promise<readonly Thing[]> {
  const left = await abandonedSandboxes(stateDir);
  const why = "left by a grader that was killed";
  return left.map(({ name }) => ({ kind: "sandbox", name, bytes: null, why }));
}
