import type { BuildFailure, RunOutcome } from "../../engine/types.ts";

/** What was seen of a run, whole, in the words a learner knows from the terminal. Pure. */
export function describeRun(ran: RunOutcome): string {
  const parts = [headline(ran)];
  if (ran.stdout.trim() !== "") parts.push(`stdout: ${ran.stdout.trimEnd()}`);
  if (ran.stderr.trim() !== "") parts.push(`stderr: ${ran.stderr.trimEnd()}`);
  // A silent exit is never left unexplained.
  if (ran.started && parts.length === 1) parts.push("It printed nothing.");
  if (ran.truncated) parts.push("(The output was longer; the rest was dropped.)");
  return parts.join("\n");
}

function headline(ran: RunOutcome): string {
  if (ran.cancelled) return "The run was stopped because you asked for it.";
  if (!ran.started)
    return `The engine could not start the container (docker run exits with ${ran.exitCode}).`;
  if (ran.overDisk)
    return `The container was killed for taking more of the disk than it may (exit code ${ran.exitCode}).`;
  if (ran.timedOut)
    return `The container was still running when its time was up and was killed (exit code ${ran.exitCode}).`;
  if (ran.oomKilled)
    return `The container was killed for using more memory than it may (exit code ${ran.exitCode}).`;
  return `The container ran and ended with exit code ${ran.exitCode}.`;
}

/** What was seen of a failed build. Pure. */
export function describeBuild(failed: BuildFailure): string {
  const where = failed.line === null ? "" : ` at line ${failed.line}: ${failed.instruction ?? ""}`;
  const code = failed.exitCode === null ? "" : ` (exit code ${failed.exitCode})`;
  const output = failed.output === "" ? "" : `\nThe step printed:\n${failed.output}`;
  return `The build stopped${where}${code}.${output}`;
}
