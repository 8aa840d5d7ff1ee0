import type { Engine } from "../../engine/types.ts";
import type { Lab } from "../load.ts";
import type { LabResult } from "../results.ts";
import { openRunner, type CheckRequest } from "./open.ts";

export interface RunLabRequest extends CheckRequest {
  readonly lab: Lab;
  readonly engine: Engine;
}

/** One check of one hand-in, by a runner that is opened for it: see LabRunner. */
export async function runLab({ lab, engine, ...request }: RunLabRequest): Promise<LabResult> {
  await using runner = openRunner(lab, engine);
  return await runner.check(request);
}
