import { mkdir, rm } from "node:fs/promises";
import { EngineFault } from "../../../engine/errors.ts";
import type { Builder } from "../../../engine/types.ts";
import { temporaryFolder } from "../../../temporary.ts";
import type { Breach } from "../../schema/grade.ts";
import type { SandboxLimits } from "../limits.ts";
import type { Sandbox } from "../sandbox.ts";
import * as probes from "./probes.ts";
import type { ProbeScene, Tried, Where } from "./probes.ts";

/** The base that the canary works with; on every sandbox's disk. */
export const CANARY_BASE = "busybox";

/** One limit, tried in one place. */
interface CanaryCheck extends Tried {
  readonly limit: string;
  readonly where: Where | "sandbox";
}

export interface CanaryReport {
  /** Every limit held; else nothing may be graded. */
  readonly ok: boolean;
  readonly checks: readonly CanaryCheck[];
  /** For the instructor: which limit did not hold and what to do; empty when all held. */
  readonly text: string;
  readonly durationMs: number;
}

const PLACES: readonly Where[] = ["buildkit", "classic", "run"];

/** The disk is last: what runs on a full one proves nothing else. */
const LIMITS: readonly (readonly [
  limit: string,
  act: (scene: ProbeScene, where: Where) => Promise<Tried>,
])[] = [
  ["group of processes", probes.tryMembership],
  ["network", probes.tryNetwork],
  ["processes", probes.tryProcesses],
  ["memory", probes.tryMemory],
  ["disk", probes.tryDisk],
];

const OTHERS = "images of the user's engine";

/** All that the canary tries, by the names that its report has for them. */
export const CANARY_LIMITS: readonly string[] = [...LIMITS.map(([limit]) => limit), OTHERS];

/** What the tries above must have been seen as, from outside. */
const EXPECTED: readonly Breach[] = ["memory", "processes", "disk"];

/** Does to one sandbox what a hostile hand-in would, in each place where it could, and looks whether the limits hold. */
export async function runCanary(
  open: () => Promise<Sandbox>,
  limits: SandboxLimits,
  onProgress: (line: string) => void,
): Promise<CanaryReport> {
  const started = performance.now();
  await using sandbox = await open();
  const folder = await temporaryFolder("canary");
  const checks: CanaryCheck[] = [];
  try {
    await mkdir(folder, { recursive: true });
    const scene = sceneIn(sandbox, limits, folder);
    for (const [limit, act] of LIMITS) {
      onProgress(`trying whether the sandbox holds: ${limit}`);
      for (const where of PLACES) checks.push({ limit, where, ...(await act(scene, where)) });
    }
    checks.push(await othersImages(sandbox), await outsideView(sandbox));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const ok = checks.every(({ held }) => held);
  return { ok, checks, text: refusal(checks), durationMs: Math.round(performance.now() - started) };
}

function sceneIn(sandbox: Sandbox, limits: SandboxLimits, contextDir: string): ProbeScene {
  const base = sandbox.cast.bases.find(({ id }) => id === CANARY_BASE)?.image;
  if (base === undefined)
    throw new EngineFault(`The base ${CANARY_BASE} is not in the sandbox.`, "Try again.");
  return {
    sandbox,
    limits,
    base,
    build: (dockerfileText: string, builder: Builder) =>
      sandbox.engine.build({ contextDir, dockerfileText, builder, noCache: true }),
  };
}

/** The user's engine, and what else it holds, must be out of sight. */
async function othersImages(sandbox: Sandbox): Promise<CanaryCheck> {
  const known = new Set([
    ...sandbox.cast.bases.map(({ image }) => image),
    ...Object.values(sandbox.cast.programImages),
  ]);
  const tags = (await sandbox.engine.images()).flatMap((image) => image.tags);
  const foreign = tags.filter((tag) => !known.has(tag));
  return {
    limit: OTHERS,
    where: "sandbox",
    held: foreign.length === 0,
    seen: `${tags.length} images, ${foreign.length} that are not the lab's ${foreign.slice(0, 3).join(" ")}`.trim(),
  };
}

async function outsideView(sandbox: Sandbox): Promise<CanaryCheck> {
  const breaches = await sandbox.breaches();
  const missing = EXPECTED.filter((breach) => !breaches.includes(breach));
  return {
    limit: "breaches seen from outside",
    where: "sandbox",
    held: missing.length === 0,
    seen: missing.length === 0 ? breaches.join(", ") : `not seen: ${missing.join(", ")}`,
  };
}

/** Why nothing is graded. Pure; empty where all held. */
export function refusal(checks: readonly CanaryCheck[]): string {
  const broken = checks.filter(({ held }) => !held);
  if (broken.length === 0) return "";
  const places = {
    buildkit: "in a RUN (BuildKit)",
    classic: "in a RUN (classic builder)",
    run: "in a container",
  };
  return [
    "The sandbox does not hold what a hostile hand-in may do, so nothing is graded:",
    ...broken.map(
      ({ limit, where, seen }) =>
        `- ${limit}${where === "sandbox" ? "" : `, ${places[where]}`}: seen was "${seen}"`,
    ),
    "Grade in a throw-away virtual machine, or mend this one: `groundwork doctor --grading` says what it lacks.",
  ].join("\n");
}
