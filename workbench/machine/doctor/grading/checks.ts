import { sandboxLimitsSchema } from "../../../grade/sandbox/limits.ts";
import { checkOf, gib } from "../check.ts";
import type { Check } from "../types.ts";
import type { GradingObservations } from "./observe.ts";
import { judgeVersion, PARTS, type VersionVerdict } from "./versions.ts";

const LINUX =
  "Grade in a Linux virtual machine, as root, or on a throw-away CI runner: nothing else was found to hold a hostile build.";
const MB = 1_000_000;

/** One check for each thing that a sandbox takes. Pure. */
export function gradingChecks(seen: GradingObservations): readonly Check[] {
  const [system, ...rest] = [systemCheck(seen), programsCheck(seen), kernelCheck(seen)];
  // On another system the rest says nothing that would help.
  if (system === undefined || system.status === "fail") return system ? [system] : [];
  return [system, ...rest, ...versionChecks(seen), usersCheck(), memoryCheck(seen), diskCheck(seen)];
}

function systemCheck({ platform, isRoot }: GradingObservations): Check {
  const check = checkOf("grading-system", "System");
  if (platform !== "linux") return check.fail(`${platform}, and a sandbox takes Linux`, { todo: LINUX });
  if (!isRoot) return check.fail("Linux, but not as root", { todo: LINUX });
  return check.ok("Linux, as root");
}

function programsCheck({ missing }: GradingObservations): Check {
  const check = checkOf("grading-programs", "Programs");
  if (missing.length === 0) return check.ok("all that a sandbox is made with");
  const todo =
    "Install the packages docker.io, util-linux, iproute2 and e2fsprogs, or what they are called here.";
  return check.fail(`missing: ${missing.join(", ")}`, { todo });
}

function kernelCheck({ cgroups, namespaces, loopDevices }: GradingObservations): Check {
  const check = checkOf("grading-kernel", "Kernel");
  const lacks = [
    ...(cgroups === null ? ["groups of processes (cgroups)"] : []),
    ...(namespaces ? [] : ["empty namespaces"]),
    ...(loopDevices ? [] : ["loop devices"]),
  ];
  if (lacks.length > 0) return check.fail(`not to be had here: ${lacks.join(", ")}`, { todo: LINUX });
  const seen = `cgroups version ${cgroups}, empty namespaces, loop devices`;
  if (cgroups === 1) return check.ok(seen);
  return check.note(seen, { remark: "Version 2 is written for and was not tried; the canary decides." });
}

function versionChecks({ versions }: GradingObservations): Check[] {
  return PARTS.map((part) => {
    const check = checkOf(`grading-${part.program}`, part.program);
    const judged = judgeVersion(versions[part.program] ?? "", part);
    if (judged === null) return check.note("its version is not known");
    return check[STATUS[judged.verdict]](`${part.program} ${judged.version}`, notes(judged.verdict, part));
  });
}

const STATUS = { mended: "ok", distribution: "note", open: "fail" } as const;

function notes(verdict: VersionVerdict, { fixed, known }: (typeof PARTS)[number]) {
  if (verdict === "mended") return {};
  const remark = `Before ${fixed}, ways out of a container or a build are known: ${known}.`;
  if (verdict === "open") return { remark, todo: `Update it to ${fixed} or newer.` };
  const update = "Your distribution mends its packages under an old number: keep them up to date.";
  return { remark: `${remark} ${update}` };
}

/** Said, not judged: it is how the sandbox is made. */
function usersCheck(): Check {
  return checkOf("grading-users", "Users").note("root in a sandbox is root outside, without most rights", {
    remark:
      "BuildKit of engine 20.10 gives copied files to the wrong user under userns-remap, and right solutions fail. For an exam, put a virtual machine around the grader.",
  });
}

function memoryCheck({ memoryBytes }: GradingObservations): Check {
  const check = checkOf("grading-memory", "Memory");
  const { engineMemoryMegabytes } = sandboxLimitsSchema.parse(undefined);
  if (memoryBytes >= 1.5 * engineMemoryMegabytes * MB) return check.ok(gib(memoryBytes));
  const todo = "Lower jobsMemoryMegabytes and engineMemoryMegabytes in the assignment's limits.";
  return check.fail(`${gib(memoryBytes)}, and one sandbox may take ${engineMemoryMegabytes} MB`, { todo });
}

function diskCheck({ freeBytes }: GradingObservations): Check {
  const check = checkOf("grading-disk", "Disk");
  if (freeBytes === null) return check.note("the free space is not known");
  const { diskMegabytes } = sandboxLimitsSchema.parse(undefined);
  if (freeBytes >= 2 * diskMegabytes * MB) return check.ok(`${gib(freeBytes)} free`);
  return check.fail(`${gib(freeBytes)} free, and one sandbox may take ${diskMegabytes} MB`, {
    todo: "Free some space, or lower diskMegabytes in the assignment's limits.",
  });
}
