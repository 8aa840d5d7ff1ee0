import type { Grade } from "../schema/grade.ts";
import type { FeedbackLevel, LabMark, LabStatus, Late, Override } from "../schema/marks.ts";
import { rounded } from "./round.ts";
import { taskMarks, type AssignedLab } from "./tasks.ts";

/** What the assignment's lab is to everybody. */
export interface LabAbout {
  readonly assigned: AssignedLab;
  readonly title: string;
  /** Points of all its tasks, as the assignment counts them. */
  readonly possible: number;
  /** How much the student hears of each task. */
  readonly told: Readonly<Record<string, FeedbackLevel>>;
}

/** What is known of one student's hand-in for one lab. */
export interface HandedIn {
  readonly key: string;
  readonly receivedAt: string | null;
  readonly commit: string | null;
  readonly late: Late;
  /** Null: not graded yet. */
  readonly grade: Grade | null;
}

export interface LabMarkRequest {
  readonly about: LabAbout;
  readonly handedIn: HandedIn | null;
  /** Why intake took nothing; null where it took something, or there was nothing. */
  readonly refused: string | null;
  readonly override: Override | null;
}

/** One student's mark for one lab: what the tasks earned, less lateness; an override takes the place of both. Pure. */
export function labMark({ about, handedIn, refused, override }: LabMarkRequest): LabMark {
  const { status, says } = statusOf(handedIn, refused);
  const grade = handedIn?.grade ?? null;
  const tasks = grade ? taskMarks(about, grade) : [];
  const raw = rawOf(status, tasks);
  const late = handedIn?.late ?? null;
  const penalty = raw === null || late === null ? 0 : rounded((raw * late.takesPercent) / 100);
  return {
    lab: about.assigned.lab,
    title: about.title,
    weight: about.assigned.weight,
    key: handedIn?.key ?? null,
    status,
    says,
    receivedAt: handedIn?.receivedAt ?? null,
    commit: handedIn?.commit ?? null,
    possible: rounded(about.possible),
    raw,
    late,
    penalty,
    override,
    final: override ? override.points : raw === null ? null : rounded(raw - penalty),
    tasks: tasks.map((task) => ({ ...task, earned: rounded(task.earned) })),
  };
}

function statusOf(
  handedIn: HandedIn | null,
  refused: string | null,
): { status: LabStatus; says: string | null } {
  if (refused !== null) return { status: "not-taken", says: refused };
  if (handedIn === null) return { status: "missing", says: "Nothing was handed in." };
  const { grade } = handedIn;
  if (grade === null) return { status: "not-gradable", says: "It has not been graded yet." };
  if (grade.verdict === "not-gradable")
    return {
      status: "not-gradable",
      says: grade.fault ?? "It could not be graded, through no fault of the student.",
    };
  if (grade.verdict === "rejected")
    return { status: "rejected", says: "It breaks the rules of the assignment, so nothing was built." };
  return { status: "graded", says: null };
}

/** What is our fault earns nothing and costs nothing: there is no mark. */
function rawOf(status: LabStatus, tasks: readonly { earned: number }[]): number | null {
  if (status === "not-gradable" || status === "not-taken") return null;
  return rounded(tasks.reduce((sum, task) => sum + task.earned, 0));
}
