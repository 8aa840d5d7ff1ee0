import { markup, type Html } from "../../inspect/html/markup.ts";
import { gradeOf, shown, type Marked } from "../exports/export.ts";
import { hiddenPoints, toldTasks, type ToldTask } from "../exports/told.ts";
import { plain, plainLine } from "../plain.ts";
import type { Breach, Grade } from "../schema/grade.ts";
import type { LabMark, StudentMark } from "../schema/marks.ts";
import { moment, pageOf, section, signOf, terms } from "./page.ts";

const BREACHES: Readonly<Record<Breach, string>> = {
  "build-time": "A build took longer than it may, and was stopped.",
  "run-time": "A container ran longer than it may, and was stopped.",
  "submission-time": "All of it took longer than a hand-in may, and was stopped.",
  memory: "It wanted more memory than it may have.",
  processes: "It started more processes than it may.",
  disk: "It wrote more than it may.",
  output: "It printed more than it may; the rest was not read.",
  "image-too-large": "The image is larger than it may be.",
};

/** One student's feedback as a page, filtered by what each task may tell. Pure. */
export function studentPage(student: StudentMark, marked: Marked): string {
  const { assignment } = marked.marks;
  const header = markup`<p class="lead">${assignment.title}</p>
<h1>${plainLine(student.name)}</h1>
<p class="mark">${markOf(student.final, assignment.points)}</p>
${assignment.due === null ? null : markup`<p class="lead">Due ${moment(assignment.due)}</p>`}`;
  const title = `${assignment.title}: ${plainLine(student.name)}`;
  return pageOf(
    title,
    header,
    student.labs.map((lab) => labSection(lab, gradeOf(marked, lab), marked)),
  );
}

function markOf(points: number | null, possible: number): string {
  return points === null ? "No mark yet" : `${shown(points)} of ${shown(possible)} points`;
}

function labSection(lab: LabMark, grade: Grade | null, marked: Marked): Html {
  const told = toldTasks(lab, grade);
  const hidden = hiddenPoints(lab);
  return section(lab.lab, lab.title, [
    markup`<p class="mark">${markOf(lab.final, lab.possible)}</p>
`,
    ...(lab.says === null
      ? []
      : [
          markup`<p class="says">${plain(lab.says)}</p>
`,
        ]),
    findings(grade),
    breaches(grade),
    markup`<ul class="tasks">${told.map(taskItem)}${hidden === null ? null : hiddenItem(hidden)}</ul>
`,
    terms(markRows(lab)),
    buildTail(grade, marked),
    provenance(lab, grade, marked),
  ]);
}

function taskItem({ task, failure }: ToldTask): Html {
  return markup`<li class="${task.verdict}"><p class="task">${signOf(task.verdict)}<span class="title">${plainLine(task.title)}</span><span class="points">${shown(task.earned)} of ${shown(task.points)}</span></p>
${
  failure === null
    ? null
    : terms([
        ["Expected", failure.expected],
        ["Seen", failure.seen],
        ["Likely cause", failure.cause],
        ["Look at", failure.where],
        ["The engine's own text", failure.engineText],
      ])
}</li>
`;
}

function hiddenItem({ earned, points }: { earned: number; points: number }): Html {
  return markup`<li><p class="task"><span class="title">Further tasks, which are not shown</span><span class="points">${shown(earned)} of ${shown(points)}</span></p></li>
`;
}

function markRows(lab: LabMark): [string, string | null][] {
  return [
    ["Handed in", lab.receivedAt === null ? null : moment(lab.receivedAt)],
    ["Lateness", lab.late?.says ?? null],
    ["Earned by the tasks", lab.raw === null ? null : shown(lab.raw)],
    ["Taken for lateness", lab.penalty > 0 ? shown(lab.penalty) : null],
    ["Mark by hand", lab.override ? `${shown(lab.override.points)}: ${plain(lab.override.reason)}` : null],
  ];
}

function findings(grade: Grade | null): Html {
  const found = grade?.findings ?? [];
  return markup`${found.map(
    ({
      file,
      line,
      text,
      reason,
    }) => markup`<p><code>${plainLine(`${file}${line === null ? "" : `:${line}`}`)}</code></p>
<pre>${plain(text)}</pre><p class="says">${plain(reason)}</p>
`,
  )}`;
}

function breaches(grade: Grade | null): Html {
  return markup`${(grade?.breaches ?? []).map(
    (each) => markup`<p class="bad"><span class="sign" aria-hidden="true">✗</span> ${BREACHES[each]}</p>
`,
  )}`;
}

/** The student's own build: it tells nothing that is theirs not to know, unless they are to hear nothing. */
function buildTail(grade: Grade | null, { marks }: Marked): Html {
  if (!grade || grade.buildTail.length === 0 || marks.assignment.feedback === "hidden") return markup``;
  return markup`<details><summary>The last lines of your builds</summary><pre tabindex="0">${plain(grade.buildTail.join("\n"))}</pre></details>
`;
}

function provenance(lab: LabMark, grade: Grade | null, { marks }: Marked): Html {
  if (!grade) return markup``;
  const { result } = grade;
  const bases = (result?.bases ?? []).map((base) => `${base.reference}: ${base.digest}, ${base.origin}`);
  return markup`<details><summary>How this was graded</summary>${terms([
    ["Graded", moment(grade.gradedAt)],
    ["By", `Groundwork ${marks.grader}`],
    ["Your files", grade.submission],
    ["Tests of the lab", result?.revision ?? null],
    [
      "Engine",
      result ? `${result.engine.product} ${result.engine.version}, ${result.engine.platform}` : null,
    ],
    ["Bases", bases.join("\n")],
    [
      "Attempts",
      grade.attempts > 1
        ? `${grade.attempts}; the last one counts, since the earlier ones gave no whole result`
        : null,
    ],
    ["Key in the journal", lab.key],
  ])}</details>
`;
}
