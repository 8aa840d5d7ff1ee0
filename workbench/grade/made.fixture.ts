import { classMarks } from "./marks/class-marks.ts";
import { stricter } from "./marks/tasks.ts";
import { assignmentSchema } from "./schema/assignment.ts";
import type { Grade } from "./schema/grade.ts";
import type { ClassMarks, FeedbackLevel, Student } from "./schema/marks.ts";

const failure = {
  code: "loader-missing",
  expected: "the program starts",
  seen: "exec /app: no such file or directory",
  cause: "The loader that the program names is not in the image.",
  where: "glibc/Dockerfile",
  engineText: null,
};

/** A made grade, for tests that need none of an engine's: one task passed, one failed. */
export function gradeFixture(changes: Partial<Grade> = {}): Grade {
  return {
    format: "groundwork.grade/1",
    key: "k0",
    pseudonym: "s-1f0c",
    lab: "03-scratch",
    submission: "sha256:aa",
    verdict: "fail",
    result: {
      format: "groundwork.result/1",
      lab: "03-scratch",
      title: "Start something in nothing",
      revision: "sha256:bb",
      target: "path",
      startedAt: "2026-11-02T10:00:00.000Z",
      durationMs: 2100,
      verdict: "fail",
      score: { earned: 10, possible: 30 },
      engine: { product: "Docker", version: "20.10.24", platform: "linux/amd64", builder: "buildkit" },
      bases: [],
      tasks: [
        {
          id: "static",
          title: "A static program starts, and hears its arguments",
          points: 10,
          earned: 10,
          verdict: "pass",
          durationMs: 900,
          failure: null,
        },
        {
          id: "glibc",
          title: "A glibc program starts with the files it needs and no other",
          points: 20,
          earned: 0,
          verdict: "fail",
          durationMs: 1200,
          failure,
        },
      ],
    },
    findings: [],
    breaches: [],
    buildTail: ["Step 3/3 : COPY app /app", "Successfully built"],
    fault: null,
    seed: "5eed",
    attempts: 1,
    durationMs: 2300,
    gradedAt: "2026-11-02T10:00:03.000Z",
    grader: "0.1.0",
    ...changes,
  };
}

const RED = "\u001b[31m";
/** What hostile output looks like in every view: markup, terminal codes, workflow commands, NULs, text that turns round. */
export const HOSTILE = `<script>alert(1)</script><img src=x onerror=alert(1)>${RED}red\u001b[0m\u001b]8;;http://evil.example\u0007link\u001b]8;;\u0007\n::add-mask::secret\n::error::forged\0\u202Eback ]]> --> &amp; \u0001`;

const student = (id: string, name: string): Student => ({
  student: id,
  pseudonym: `s-${id}`,
  name,
  email: `${id}@school.example`,
  ids: { id: `90${id.length}${id}`, login: id },
});

/** The roster of the made class. */
export const MADE_STUDENTS: readonly Student[] = [
  student("ada", "Ada Lovelace"),
  student("ben", "Ben O'Neil"),
  student("cyd", '=HYPERLINK("http://evil.example")'),
  student("dee", "Dée Müller, jr."),
  student("eve", "Eve <b>Sly</b>"),
  student("fay", "Fay Late"),
];

/** The grades of the made class, by key. */
export function madeGrades(): Map<string, Grade> {
  const fixture = gradeFixture();
  const { result } = fixture;
  if (!result) throw new Error("the fixture has a result");
  const passed = result.tasks.map((task) => ({
    ...task,
    earned: task.points,
    verdict: "pass" as const,
    failure: null,
  }));
  const hostile = result.tasks.map((task) => ({
    ...task,
    earned: 0,
    verdict: "fail" as const,
    failure: { ...failure, seen: HOSTILE, engineText: HOSTILE },
  }));
  const grades = [
    gradeFixture({ key: "k-ada", verdict: "pass", result: { ...result, verdict: "pass", tasks: passed } }),
    gradeFixture({ key: "k-ben", pseudonym: "s-ben" }),
    gradeFixture({
      key: "k-cyd",
      pseudonym: "s-cyd",
      verdict: "rejected",
      result: null,
      buildTail: [],
      findings: [
        {
          file: "glibc/Dockerfile",
          line: 3,
          rule: "remote-add",
          text: "ADD http://evil.example/x /x",
          reason: "A build here has no network. Copy the file into your folder and write COPY.",
        },
      ],
    }),
    gradeFixture({
      key: "k-eve",
      pseudonym: "s-eve",
      result: { ...result, tasks: hostile },
      buildTail: HOSTILE.split("\n"),
      breaches: ["output"],
    }),
    gradeFixture({ key: "k-fay", pseudonym: "s-fay" }),
  ];
  return new Map(grades.map((grade) => [grade.key, grade]));
}

/** A made class's marks: passed, failed, rejected, nothing handed in, hostile output, late with an override. */
export function madeClass(feedback: FeedbackLevel = "full", glibc: FeedbackLevel = "full"): ClassMarks {
  const grades = madeGrades();
  return classMarks({
    assignment: assignmentSchema.parse({
      format: "groundwork.assignment/1",
      id: "images-1",
      title: "Images from nothing",
      labs: [{ lab: "03-scratch", tasks: { static: 5 } }],
      points: 50,
      due: "2026-11-01T12:00:00Z",
      feedback,
      variantSeed: "autumn",
    }),
    labs: [
      {
        assigned: { lab: "03-scratch", weight: 1, tasks: { static: 5 } },
        title: "Start something in nothing",
        possible: 25,
        told: { static: feedback, glibc: stricter(feedback, glibc) },
      },
    ],
    students: MADE_STUDENTS,
    handedIn: ({ student: id }) => {
      const grade = grades.get(`k-${id}`);
      if (!grade) return null;
      const late =
        id === "fay"
          ? { takesPercent: 20, says: "2 days late: 20 % of what was earned" }
          : { takesPercent: 0, says: "in time" };
      return {
        key: grade.key,
        receivedAt: "2026-11-01T11:00:00Z",
        commit: "0c3d2b7e4f6a8c1d9e0f1a2b3c4d5e6f7a8b9c0d",
        late,
        grade,
      };
    },
    refused: () => null,
    overrides: [{ pseudonym: "s-fay", lab: "03-scratch", points: 20.5, reason: "Showed it at the desk." }],
    grader: "0.1.0",
    now: new Date("2026-11-02T12:00:00Z"),
  });
}
