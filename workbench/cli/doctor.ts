import { homedir, hostname, userInfo } from "node:os";
import { Command } from "commander";
import { styleFor } from "../inspect/text/style.ts";
import { diagnose } from "../machine/doctor/checks.ts";
import type { Private } from "../machine/doctor/mask.ts";
import { gradingChecks } from "../machine/doctor/grading/checks.ts";
import { observeGrading } from "../machine/doctor/grading/observe.ts";
import { gradingReport, gradingText } from "../machine/doctor/grading/report.ts";
import { observe } from "../machine/doctor/observe.ts";
import { doctorReport, doctorText } from "../machine/doctor/text.ts";
import { PROJECT_DIR } from "../project.ts";
import { stateDir } from "../state.ts";
import { EXIT } from "./exit.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

interface DoctorOptions extends JsonOption {
  readonly grading?: boolean;
  readonly acceptRisk?: string | null;
}

/** `groundwork doctor`: can labs run here, and if not, what to do. Installs nothing. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .option(...JSON_FLAG)
    .option("--grading", "look instead whether strangers' hand-ins can be held here")
    .option("--accept-risk <why>", "with --grading: grade here all the same, and why, in words")
    .addHelpText(
      "after",
      "\nExits with 0 when labs can run on this machine, and with 3 when they can't yet.\nWith --grading: 0 when hostile hand-ins can be graded on it, else 3.",
    )
    .action(async (options: DoctorOptions) => {
      if (options.grading) return grading(options);
      const seen = await observe({ onProgress: progress, signal: interruptSignal });
      const report = doctorReport(seen, diagnose(seen), whoIsHere());
      print(report, doctorText(report, seen.fault, styleFor(process.stdout)), options);
      if (!report.labsCanRun) process.exitCode = EXIT.fault;
    });
}

/** With `--grading`: 0 when hostile hand-ins can be graded, or somebody said why they are all the same; else 3. */
async function grading({ acceptRisk = null, ...options }: DoctorOptions): Promise<void> {
  progress("looking at what a sandbox takes");
  const report = gradingReport(gradingChecks(await observeGrading(stateDir())), acceptRisk);
  print(report, gradingText(report, styleFor(process.stdout)), options);
  if (!report.canGrade) process.exitCode = EXIT.fault;
}

function whoIsHere(): Private {
  return {
    state: stateDir(),
    checkout: PROJECT_DIR.replace(/[/\\]$/, ""),
    home: homedir(),
    user: userName(),
    hostname: hostname(),
  };
}

/** A user id without an entry in the system's list has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return "";
  }
}
