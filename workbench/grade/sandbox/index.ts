import { EngineFault } from "../../engine/errors.ts";
import type { Engine } from "../../engine/types.ts";
import { prepareCast, type Cast } from "../../lab/prepare.ts";
import { CANARY_BASE, runCanary, type CanaryReport } from "./canary/canary.ts";
import { layoutHere, type CgroupLayout } from "./cgroup/layout.ts";
import { sweepSandboxes } from "./engine/records.ts";
import type { SandboxLimits } from "./limits.ts";
import { openSandbox, type Sandbox } from "./sandbox.ts";
import { ensureTemplate } from "./template/template.ts";

export { sandboxLimitsSchema, type SandboxLimits } from "./limits.ts";
export type { CanaryReport } from "./canary/canary.ts";
export type { Sandbox } from "./sandbox.ts";

export interface SandboxClassOptions {
  /** The user's engine, from which the bases come; nothing hostile ever reaches it. */
  readonly engine: Engine;
  /** Ids of the catalogue: all that a hand-in may build on, and what the lab itself needs. */
  readonly bases: readonly string[];
  readonly programs: readonly string[];
  readonly limits: SandboxLimits;
  readonly stateDir: string;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((line: string) => void) | undefined;
}

/** Sandboxes of one kind, one for each submission. */
export interface SandboxClass extends AsyncDisposable {
  /** Proves that each limit bites. Grade only when its report is `ok`. */
  canary(): Promise<CanaryReport>;
  open(signal?: AbortSignal): Promise<Sandbox>;
}

/**
 * Prepares sandboxes: removes what a killed grader has left, and makes the disk that each one begins with. Needs root on
 * Linux. Throws EngineFault, with what to do, where it can't be had.
 */
export async function openSandboxClass(options: SandboxClassOptions): Promise<SandboxClass> {
  const { engine, bases, programs, limits, stateDir, signal, onProgress = () => undefined } = options;
  const layout = await requireLayout();
  await sweepSandboxes(stateDir, layout);
  const wanted = [...new Set([CANARY_BASE, ...bases])];
  const cast = await prepareCast(
    engine,
    { bases: wanted, programs },
    { onProgress, ...(signal ? { signal } : {}) },
  );
  const shared = { layout, limits, stateDir };
  const template = await ensureTemplate({
    ...shared,
    source: engine,
    tags: tagsOf(cast),
    diskMegabytes: limits.diskMegabytes,
    signal,
    onProgress,
  });
  const openCanary = () => openSandbox({ ...shared, limits: unhurried(limits), template, cast, signal });
  const open = (given?: AbortSignal) => openSandbox({ ...shared, template, cast, signal: given ?? signal });
  return {
    open,
    canary: () => runCanary(openCanary, limits, onProgress),
    [Symbol.asyncDispose]: () => Promise.resolve(),
  };
}

/** The canary does not try the limits of time. Short ones would end its tries on a busy machine, which then prove nothing. */
function unhurried({ buildSeconds, runSeconds, submissionSeconds, ...limits }: SandboxLimits): SandboxLimits {
  return {
    ...limits,
    buildSeconds: Math.max(buildSeconds, 120),
    runSeconds: Math.max(runSeconds, 120),
    submissionSeconds: Math.max(submissionSeconds, 900),
  };
}

/** Everything that the disk holds; `scratch` is no image. */
function tagsOf({ bases, programImages }: Cast): string[] {
  const tags = [
    ...bases.filter(({ digest }) => digest !== "").map(({ image }) => image),
    ...Object.values(programImages),
  ];
  return [...new Set(tags)];
}

/** The kernel's groups, or why there is no sandbox here. */
async function requireLayout(): Promise<CgroupLayout> {
  const layout = await layoutHere();
  if (layout !== null) return layout;
  throw new EngineFault(
    "There is no sandbox on this machine: it takes Linux, root, and the kernel's groups (cgroups).",
    "Grade in a Linux virtual machine as root, or run `groundwork doctor --grading` to see what is missing.",
  );
}
