import { BadInput } from "../../lab/errors.ts";
import { LEARNER_BASE } from "../../lab/kit/learner-container.ts";
import type { Lab } from "../../lab/load.ts";
import { LABS_DIR } from "../../project.ts";
import type { LabAbout } from "../marks/lab-mark.ts";
import { pointsOf, stricter, type AssignedLab } from "../marks/tasks.ts";
import { sandboxLimitsSchema, type SandboxLimits } from "../sandbox/index.ts";
import type { Assignment } from "../schema/assignment.ts";
import { loadAssignment } from "../assignment/load.ts";
import { openPrivateTests } from "./private-tests.ts";

/** A lab with the instructor's own tests of it. */
export interface GradedLab {
  readonly lab: Lab;
  /** Null: there are none. */
  readonly privateLab: Lab | null;
}

/** An assignment with all that it names. */
export interface Assigned extends AsyncDisposable {
  readonly assignment: Assignment;
  readonly labs: ReadonlyMap<string, GradedLab>;
  /** Folder of the instructor's own tests, one folder for each lab; null: there are none. */
  readonly privateDir: string | null;
  readonly about: readonly LabAbout[];
  readonly limits: SandboxLimits;
  /** Ids of the bases that a sandbox holds, and of the programs. */
  readonly bases: readonly string[];
  readonly programs: readonly string[];
}

/** Reads an assignment for grading. Throws BadInput for what does not fit together. */
export async function openAssigned(file: string): Promise<Assigned> {
  const { assignment, labs: loaded, privateDir } = await loadAssignment(file, LABS_DIR);
  const limits = limitsOf(assignment, file);
  const tests = await openPrivateTests(privateDir, loaded);
  const labs = new Map(
    loaded.map(
      (lab) => [lab.manifest.id, { lab, privateLab: tests.labs.get(lab.manifest.id) ?? null }] as const,
    ),
  );
  return {
    assignment,
    labs,
    privateDir,
    about: assignment.labs.map((assigned) => aboutOf(assigned, labs.get(assigned.lab), assignment)),
    limits,
    // Learners' functions run in a container of that base, whatever the lab builds on.
    bases: unique([LEARNER_BASE, ...loaded.flatMap(({ manifest }) => manifest.bases)]),
    programs: unique(loaded.flatMap(({ manifest }) => manifest.programs)),
    [Symbol.asyncDispose]: () => tests[Symbol.asyncDispose](),
  };
}

function limitsOf({ limits }: Assignment, file: string): SandboxLimits {
  const parsed = sandboxLimitsSchema.safeParse(limits);
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => `limits.${issue.path.join(".")}: ${issue.message}`);
  throw new BadInput(
    `${file}: ${lines.join("; ")}`,
    "workbench/grade/sandbox/limits.ts says what each limit means.",
  );
}

/** What a lab counts, and how much students hear of it. Pure. */
function aboutOf(assigned: AssignedLab, graded: GradedLab | undefined, { feedback }: Assignment): LabAbout {
  const tasks = [...(graded?.lab.manifest.tasks ?? []), ...(graded?.privateLab?.manifest.tasks ?? [])];
  return {
    assigned,
    title: graded?.lab.manifest.title ?? assigned.lab,
    possible: tasks.reduce((sum, task) => sum + (pointsOf(assigned, task.id, task.points) ?? 0), 0),
    told: Object.fromEntries(tasks.map((task) => [task.id, stricter(task.feedback, feedback)])),
  };
}

function unique(all: readonly string[]): string[] {
  return [...new Set(all)];
}
