import { layoutHere } from "./cgroup/layout.ts";
import { sweepSandboxes } from "./engine/records.ts";

export { abandonedSandboxes } from "./engine/records.ts";

/** Takes down one sandbox whose grader is gone; false when there is none of that name, or nobody may do it here. */
export async function removeAbandonedSandbox(stateDir: string, name: string): Promise<boolean> {
  const layout = await layoutHere();
  return layout !== null && (await sweepSandboxes(stateDir, layout, name)) > 0;
}
