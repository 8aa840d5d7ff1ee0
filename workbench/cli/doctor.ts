import { Command } from "commander";
import { canRun, diagnose } from "../engine/doctor/checks.ts";
import { observe } from "../engine/doctor/observe.ts";
import { doctorText } from "../engine/doctor/text.ts";
import { EXIT } from "./exit.ts";
import { interruptSignal } from "./interrupt.ts";
import { progress } from "./progress.ts";

/** `groundwork doctor`: can labs run here, and if not, what to do. Installs nothing. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .description("check that labs can run on this machine, and say what to do if not")
    .option("--json", "print JSON")
    .action(async ({ json }: { json?: boolean }) => {
      const seen = await observe({ onProgress: progress, signal: interruptSignal });
      const checks = diagnose(seen);
      const labsCanRun = canRun(checks);
      console.log(json ? JSON.stringify({ labsCanRun, checks, ...seen }, null, 2) : doctorText(seen, checks));
      if (!labsCanRun) process.exitCode = EXIT.fault;
    });
}
