import { randomBytes } from "node:crypto";
import type { Engine } from "../engine/types.ts";
import { listLabs, loadLab, type Lab } from "../lab/load.ts";
import { prepareCast } from "../lab/prepare.ts";
import { LABS_DIR } from "../project.ts";
import { checkLab } from "./check-lab.ts";
import { checkContent } from "./content/check.ts";
import { fingerprintOf, recallCheck, rememberCheck } from "./memory.ts";
import { courseCheckSchema, type CourseCheck, type LabCheck } from "./schema.ts";

export interface CheckCourseRequest {
  /** Ids; all labs, and the course's content, when none is named. */
  readonly labs: readonly string[];
  readonly engine: Engine;
  readonly seed?: string;
  readonly twice?: boolean;
  /** Runs labs again though nothing that they depend on has changed. */
  readonly all?: boolean;
  readonly jobs: number;
  readonly signal?: AbortSignal;
  readonly onProgress: (line: string) => void;
}

/**
 * Holds the course to what it promises: of every lab the solution passes, the starter and each trap fail as declared;
 * nothing lies about that nobody uses. A lab is run only when something that it depends on has changed.
 * Throws BadInput for a lab that is not there or whose manifest is malformed.
 */
export async function checkCourse(request: CheckCourseRequest): Promise<CourseCheck> {
  const startedAt = Date.now();
  const seed = request.seed ?? randomBytes(4).toString("hex");
  const ids = request.labs.length > 0 ? request.labs : await listLabs(LABS_DIR);
  const labs = await Promise.all(ids.map((id) => loadLab(LABS_DIR, id)));
  const content = request.labs.length > 0 ? [] : await checkContent();
  const checked: LabCheck[] = [];
  for (const lab of labs) checked.push(await checkOne(lab, seed, request));
  return courseCheckSchema.parse({
    format: "groundwork.course-check/1",
    ok: content.length === 0 && checked.every((each) => each.ok),
    seed,
    durationMs: Date.now() - startedAt,
    labs: checked,
    content,
  });
}

async function checkOne(lab: Lab, seed: string, request: CheckCourseRequest): Promise<LabCheck> {
  const { engine, signal, onProgress, jobs, twice = false } = request;
  const { id, bases, programs } = lab.manifest;
  const cast = await prepareCast(engine, { bases, programs }, { onProgress, signal });
  const fingerprint = await fingerprintOf(lab.dir, cast.bases, engine.facts);
  if (!request.all && !twice) {
    const known = await recallCheck(id, fingerprint, onProgress);
    if (known) return known;
  }
  const check = await checkLab(lab, { engine, seed, twice, jobs, signal, onProgress });
  await rememberCheck(check, fingerprint);
  return check;
}
