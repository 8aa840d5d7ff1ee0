import { Command } from "commander";
import { canRun, diagnose } from "../engine/doctor/checks.ts";
import { observe } from "../engine/doctor/observe.ts";
import { doctorText } from "../engine/doctor/text.ts";
import { EXIT } from "./exit.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

/** `groundwork doctor`: can labs run here, and if not, what to do. Installs nothing. */
export function doctorCommand(): Command {
  return new Command("doctor").option(...JSON_FLAG).action(async (options: JsonOption) => {
    const seen = await observe({ onProgress: progress, signal: interruptSignal });
    const checks = diagnose(seen);
    const labsCanRun = canRun(checks);
    print({ labsCanRun, checks, ...seen }, doctorText(seen, checks), options);
    if (!labsCanRun) process.exitCode = EXIT.fault;
  });
}
