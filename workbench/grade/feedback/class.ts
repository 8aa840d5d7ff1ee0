import { markup, type Html } from "../../inspect/html/markup.ts";
import { shown, type Marked } from "../exports/export.ts";
import { plain, plainLine } from "../plain.ts";
import type { LabStatus, StudentMark } from "../schema/marks.ts";
import type { Refused } from "../schema/submission.ts";
import type { Lead } from "../similar/leads.ts";
import { moment, pageOf, section, tableOf, terms } from "./page.ts";
import { distribution, median, mostMissed, withStatus, type Bucket } from "./statistics.ts";

export interface ClassPageRequest {
  readonly marked: Marked;
  readonly refused: readonly Refused[];
  /** By lab. */
  readonly leads: readonly { readonly lab: string; readonly leads: readonly Lead[] }[];
}

/** The instructor's page on a whole class. Pure. */
export function classPage({ marked, refused, leads }: ClassPageRequest): string {
  const { marks } = marked;
  const middle = median(marks);
  const header = markup`<h1>${marks.assignment.title}</h1>
<p class="lead">${marks.students.length} students, ${shown(marks.assignment.points)} points. For instructors: it names students.</p>
${terms([
  ["Due", marks.assignment.due === null ? null : moment(marks.assignment.due)],
  ["Marked", moment(marks.markedAt)],
  ["Median", middle === null ? null : shown(middle)],
])}`;
  return pageOf(`${marks.assignment.title}: the class`, header, [
    section("distribution", "How the marks are spread", [
      chart(distribution(marks), marks.assignment.points),
    ]),
    missedSection(marked),
    statusSection(
      marked,
      "not-gradable",
      "Could not be graded",
      "Our fault, so nobody has lost a point. Grade again: these, and nothing else, are tried once more.",
    ),
    statusSection(
      marked,
      "rejected",
      "Against the rules",
      "Nothing of these was built. Each student's page says the line and the reason.",
    ),
    statusSection(marked, "missing", "Nothing handed in", "Counted as 0 points."),
    refusedSection(refused),
    overrides(marked),
    leadSection(leads, marked),
    everybody(marked),
  ]);
}

const BAR = { width: 36, gap: 4, height: 120 };

function chart(buckets: readonly Bucket[], points: number): Html {
  const most = Math.max(1, ...buckets.map(({ students }) => students));
  const rows = buckets.map(({ from, to, students }) => [`${shown(from)} to ${shown(to)}`, String(students)]);
  const bars = buckets.map(({ students }, at) => {
    const [x, height] = [at * (BAR.width + BAR.gap), (students / most) * BAR.height];
    return markup`<rect class="bar" x="${x}" y="${BAR.height - height + 14}" width="${BAR.width}" height="${height}"></rect>
<text x="${x + BAR.width / 2}" y="${BAR.height - height + 10}" text-anchor="middle">${students === 0 ? "" : students}</text>`;
  });
  return markup`<figure><svg viewBox="0 0 400 152" role="img" aria-label="Students by tenths of ${shown(points)} points; the table below has the numbers"><g>${bars}</g>
<line class="axis" x1="0" x2="396" y1="134.5" y2="134.5"></line>
<text x="0" y="149">0</text><text x="396" y="149" text-anchor="end">${shown(points)}</text></svg></figure>
<details><summary>As a table</summary>${tableOf("students by marks", ["Points", "Students"], rows, 1)}</details>`;
}

function missedSection({ marks }: Marked): Html {
  const rows = mostMissed(marks)
    .slice(0, 12)
    .map(({ lab, title, missed, tried }) => [
      lab,
      plainLine(title),
      `${missed} of ${tried}`,
      `${Math.round((missed / tried) * 100)} %`,
    ]);
  const heading = ["Lab", "Task", "Missed by", "Part"];
  return section("missed", "The tasks missed most", [
    rows.length === 0 ? markup`<p>Nobody missed one.</p>` : tableOf("Missed tasks", heading, rows, 2),
  ]);
}

function statusSection({ marks }: Marked, status: LabStatus, title: string, lead: string): Html {
  const found = withStatus(marks, status);
  if (found.length === 0) return markup``;
  const rows = found.map(({ student, lab }) => [linkTo(student), lab.lab, plain(lab.says ?? "")]);
  return section(status, title, [
    markup`<p class="lead">${lead}</p>
`,
    tableOf(title, ["Student", "Lab", "Why"], rows),
  ]);
}

function refusedSection(refused: readonly Refused[]): Html {
  if (refused.length === 0) return markup``;
  const rows = refused.map(({ source, student, lab, path, reason, blocks }) => [
    plainLine(source),
    [student, lab, path]
      .filter((each) => each !== null)
      .map(plainLine)
      .join(", "),
    blocks ? "the whole hand-in" : "this entry only",
    plain(reason),
  ]);
  return section("refused", "What could not be taken", [
    tableOf("Refused", ["Source", "Whose", "Left out", "Why"], rows),
  ]);
}

function overrides({ marks }: Marked): Html {
  const rows = marks.students.flatMap((student) =>
    student.labs.flatMap(({ lab, raw, penalty, override }) =>
      override === null
        ? []
        : [
            [
              linkTo(student),
              lab,
              raw === null ? "none" : shown(raw - penalty),
              shown(override.points),
              plain(override.reason),
            ],
          ],
    ),
  );
  if (rows.length === 0) return markup``;
  const heading = ["Student", "Lab", "By the tests", "By hand", "Reason"];
  return section("overrides", "Marks by hand", [tableOf("Marks by hand", heading, rows)]);
}

function leadSection(labs: ClassPageRequest["leads"], { marks }: Marked): Html {
  const byKey = new Map(marks.students.map((student) => [student.student, student]));
  const rows = labs.flatMap(({ lab, leads }) =>
    leads.slice(0, 50).map(({ students, similarity }) => [
      lab,
      ...students.map((key) => {
        const student = byKey.get(key);
        return student ? linkTo(student) : plainLine(key);
      }),
      `${Math.round(similarity * 100)} %`,
    ]),
  );
  if (rows.length === 0) return markup``;
  return section("alike", "Hand-ins that are alike", [
    markup`<p class="lead">Leads, and no proof: look at both files before you think anything. Compared is what is neither the starter's nor common to many; names, numbers and texts in code count as equal.</p>
`,
    tableOf("Alike", ["Lab", "One", "The other", "Alike"], rows, 3),
  ]);
}

function everybody({ marks }: Marked): Html {
  const labs = marks.students[0]?.labs.map(({ lab }) => lab) ?? [];
  const rows = marks.students.map((student) => [
    linkTo(student),
    ...student.labs.map(({ final, possible }) =>
      final === null ? "none yet" : `${shown(final)} / ${shown(possible)}`,
    ),
    student.final === null ? "none yet" : shown(student.final),
  ]);
  return section("everybody", "Everybody", [tableOf("everybody", ["Student", ...labs, "Mark"], rows, 1)]);
}

function linkTo({ pseudonym, name }: StudentMark): Html {
  return markup`<a href="feedback/${pseudonym}.html">${plainLine(name)}</a>`;
}
