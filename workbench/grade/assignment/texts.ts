import type { Lab } from "../../lab/load.ts";
import { isSameForAll } from "../../lab/variant.ts";
import { explainPolicy } from "../late.ts";
import { allowedReferences, type Allowed } from "../policy/allowed.ts";
import type { Assignment } from "../schema/assignment.ts";

type Assigned = Assignment["labs"][number];

/** The first page of a handout. Pure. */
export function readmeText(assignment: Assignment, labs: readonly Lab[], learner: string | null): string {
  const [first] = labs;
  return `# ${assignment.title}

${assignment.due === null ? "" : `**Due: ${assignment.due}** (${spoken(assignment.due)}). ${explainPolicy(assignment)}\n\n`}| Lab | Counts | Your files |
| --- | ------ | ---------- |
${labs.map((lab, at) => row(lab, assignment.labs[at])).join("\n")}

The page beside each lab's folder, \`${first?.manifest.id ?? "LAB"}.md\` for the first, says what is asked. The whole is worth ${assignment.points} points.

## How do you begin?

You need a checkout of the course. In it, \`npx groundwork doctor\` says whether labs can run on your machine.
${labs
  .filter((lab) => !isSameForAll(lab.manifest))
  .map((lab) => variantText(lab, assignment, learner))
  .join("")}
## How do you check your work?

In the checkout of the course, with the path to where you keep this folder:

\`\`\`console
npx groundwork check ${first?.manifest.id ?? "LAB"} --path /path/to/${assignment.id}/${first?.manifest.id ?? "LAB"}
\`\`\`

It builds and runs what you wrote, as the grader will. A task that passes there can still fail in grading: where a value was typed in that changes with each run, where a rule below is broken, where a build or a run takes too much, or where your teacher has added a test.

## What may your Dockerfiles do?

They are built without a network, each hand-in by itself. So: no \`# syntax=\` and no \`# escape=\` line; no \`ADD\` from an address; no mounts of type secret, ssh or cache; and only the images that the lab's page names. Which line breaks a rule, and why, is told with your result.

## How do you hand in?

Zip this folder, or push it to the repository that you were told. Keep the folders' names. Only the files in the table are taken, up to the size that the lab's page says: other files, links, and archives within archives are left out.
`;
}

function row({ manifest }: Lab, assigned: Assigned | undefined): string {
  const files = manifest.handIn.map((each) => `\`${each.path}\``).join(", ");
  return `| \`${manifest.id}/\` | ${assigned?.weight ?? 1} | ${files} |`;
}

function variantText({ manifest }: Lab, { variantSeed }: Assignment, learner: string | null): string {
  if (learner !== null)
    return `\nThe values of \`${manifest.id}\` are your own: \`${manifest.id}/variant.json\` holds them. Leave that file as it is.\n`;
  return `\nThe values of \`${manifest.id}\` are your own, so its folder is not in here. Make it in the checkout of the course, with your login in small letters after the dot, and copy it from \`work/${manifest.id}\`:

\`\`\`console
npx groundwork lab start ${manifest.id} --learner ${variantSeed}.YOUR-LOGIN
\`\`\`
`;
}

/** The page of one lab. Pure. */
export function labText({ manifest }: Lab, assigned: Assigned | undefined, allowed: Allowed): string {
  const tasks = manifest.tasks.map((task) => {
    const points = assigned?.tasks[task.id] ?? task.points;
    const where = task.files.length > 0 ? ` In ${task.files.map((file) => `\`${file}\``).join(", ")}.` : "";
    return `- **${task.id}** (${points === 1 ? "1 point" : `${points} points`}): ${task.title}.${where}`;
  });
  return `# ${manifest.title}

Lab \`${manifest.id}\`, about ${manifest.minutes} minutes. The chapter is \`${manifest.chapter}\` of the course: \`npm start\` opens it.

You will be able to:

${manifest.objectives.map((each) => `- ${each}`).join("\n")}

## Tasks

${tasks.join("\n")}

## Files that are taken

${manifest.handIn.map((each) => `- \`${each.path}\`, up to ${each.maxBytes} bytes`).join("\n")}

## Images that your Dockerfiles may name

${allowedReferences(allowed)
  .map((each) => `- \`${each}\``)
  .join("\n")}
`;
}

/** An instant as people say it, in the offset that it was written with. */
function spoken(instant: string): string {
  const [, date = "", time = "", offset = ""] =
    /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})[^Z+-]*(Z|[+-]\d{2}:\d{2})$/.exec(instant) ?? [];
  const day = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeZone: "UTC" }).format(
    new Date(`${date}T00:00:00Z`),
  );
  return `${day}, ${time} ${offset === "Z" ? "UTC" : `UTC${offset}`}`;
}
