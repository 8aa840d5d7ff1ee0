import { BadInput } from "../../lab/errors.ts";
import type { LabMark, StudentMark } from "../schema/marks.ts";
import { gradeOf, type Exported, type Marked } from "./export.ts";
import { failureOf, failureText } from "./told.ts";

/** What Classroom 50 knows an assignment by, and nothing here could tell. */
export interface Classroom {
  /** Its short name. */
  readonly classroom: string;
  /** Address of the organization that holds the students' repositories. */
  readonly organization: string;
  /** Column of the roster that holds their logins. */
  readonly login: string;
  /** What its runner says of the one submission that it has just taken, where that differs from what follows from the marks. */
  readonly said: Partial<Record<(typeof SAID)[number], string>>;
}

const SAID = ["assignment", "submission", "commit", "release", "review"] as const;

/** The options that name a classroom, and what its runner says. Throws BadInput when the classroom is not named. */
export function classroomOf(set: Partial<Record<string, string>>): Classroom {
  const { classroom, organization, login = "login" } = set;
  const said = Object.fromEntries(SAID.flatMap((name) => (set[name] ? [[name, set[name]]] : [])));
  if (classroom !== undefined && organization !== undefined) return { classroom, organization, login, said };
  throw new BadInput(
    "Classroom 50 files a result under its classroom and repository, and neither was named.",
    "Name both: --set classroom=NAME --set organization=https://github.com/ORG, and --set login=COLUMN of the roster (default: login).",
  );
}

/** Classroom 50's result.json (classroom50/result/v1), one for each student who handed in a Git checkout. Pure. */
export function classroom50Export(marked: Marked, classroom: Classroom): Exported {
  const notes: string[] = [];
  const files = marked.marks.students.flatMap((student) => {
    const made = resultOf(student, marked, classroom);
    if (typeof made !== "string")
      return [
        {
          path: `classroom50/${student.pseudonym}/result.json`,
          content: `${JSON.stringify(made, null, 2)}\n`,
        },
      ];
    notes.push(`${student.student}: ${made}`);
    return [];
  });
  return { files, notes };
}

function resultOf(student: StudentMark, marked: Marked, at: Classroom): object | string {
  const owner = student.ids[at.login];
  const handedIn = student.labs.find((lab) => lab.commit !== null && lab.receivedAt !== null);
  if (student.final === null) return "no mark yet.";
  if (owner === undefined || owner === "") return `the roster's column "${at.login}" names no login.`;
  if (!handedIn?.commit || !handedIn.receivedAt)
    return "no commit is known; Classroom 50 files results by commit.";
  const { id, points } = marked.marks.assignment;
  const repository = `${at.organization.replace(/\/$/, "")}/${at.classroom}-${id}-${owner}`;
  const datetime = instant(handedIn.receivedAt);
  const submission = `submit/${datetime.replaceAll(":", "-")}-${handedIn.commit.slice(0, 7)}`;
  const commit = `${repository}/commit/${handedIn.commit}`;
  return {
    schema: "classroom50/result/v1",
    classroom: at.classroom,
    assignment: id,
    assignment_type: "individual",
    owner,
    submission,
    commit,
    release: `${repository}/releases/tag/${encodeURIComponent(submission)}`,
    review: commit,
    datetime,
    graded_at: instant(marked.marks.markedAt),
    score: Math.min(Math.round(student.final), Math.floor(points)),
    "max-score": Math.floor(points),
    tests: student.labs.flatMap((lab) => testsOf(lab, marked)),
    ...at.said,
  };
}

/** The students' own repository shows it, so a hidden task is not named. */
function testsOf(lab: LabMark, marked: Marked): object[] {
  return lab.tasks.map((task, index) => {
    const failure = task.told === "full" ? failureOf(gradeOf(marked, lab), task.id) : null;
    return {
      "test-name":
        task.told === "hidden" ? `${lab.lab}: further task ${index + 1}` : `${lab.lab}: ${task.title}`,
      passed: task.verdict === "pass",
      score: Math.min(Math.round(task.earned), Math.round(task.points)),
      "max-score": Math.round(task.points),
      ...(failure === null ? {} : { output: failureText(failure) }),
    };
  });
}

/** Whole seconds, in UTC. */
function instant(text: string): string {
  return new Date(text).toISOString().replace(/\.\d+Z$/, "Z");
}
