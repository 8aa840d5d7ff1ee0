import { homedir, hostname, userInfo } from "node:os";
import { Command } from "commander";
import { styleFor } from "../inspect/text/style.ts";
import { diagnose } from "../machine/doctor/checks.ts";
import type { Private } from "../machine/doctor/mask.ts";
import { observe } from "../machine/doctor/observe.ts";
import { doctorReport, doctorText } from "../machine/doctor/text.ts";
import { PROJECT_DIR } from "../project.ts";
import { stateDir } from "../state.ts";
import { EXIT } from "./exit.ts";
import { interruptSignal } from "./interrupt.ts";
import { JSON_FLAG, print } from "./output.ts";
import type { JsonOption } from "./output.ts";
import { progress } from "./progress.ts";

/** `groundwork doctor`: can labs run here, and if not, what to do. Installs nothing. */
export function doctorCommand(): Command {
  return new Command("doctor")
    .option(...JSON_FLAG)
    .addHelpText("after", "\nExits with 0 when labs can run on this machine, and with 3 when they can't yet.")
    .action(async (options: JsonOption) => {
      const seen = await observe({ onProgress: progress, signal: interruptSignal });
      const report = doctorReport(seen, diagnose(seen), whoIsHere());
      print(report, doctorText(report, seen.fault, styleFor(process.stdout)), options);
      if (!report.labsCanRun) process.exitCode = EXIT.fault;
    });
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
