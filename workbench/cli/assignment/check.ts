import { Command } from "commander";
import { loadAssignment } from "../../grade/assignment/load.ts";
import { explainPolicy } from "../../grade/late.ts";
import { LABS_DIR } from "../../project.ts";
import { JSON_FLAG, print, type JsonOption } from "../output.ts";

/** What commands take to say which assignment is meant. */
export const ASSIGNMENT_ARGUMENT = [
  "<assignment>",
  "an assignment.yaml, or the folder that it is in",
] as const;

/** `groundwork assignment check`: is an assignment as it must be, and what does it say? */
export function checkAssignmentCommand(): Command {
  return new Command("check")
    .description(
      "hold an assignment against the course's labs, and say what it means (exit 2: a mistake in it)",
    )
    .argument(...ASSIGNMENT_ARGUMENT)
    .option(...JSON_FLAG)
    .action(check);
}

async function check(where: string, options: JsonOption): Promise<void> {
  const { file, assignment, labs, privateDir } = await loadAssignment(where, LABS_DIR);
  const rows = labs.map(({ manifest }, at) => {
    const assigned = assignment.labs[at];
    const points = manifest.tasks.map((task) => assigned?.tasks[task.id] ?? task.points);
    return `  ${manifest.id}: ${points.length} tasks, ${points.reduce((sum, each) => sum + each, 0)} points, weight ${assigned?.weight ?? 1}`;
  });
  const text = [
    `${file} is fine: ${assignment.title}, ${assignment.points} points`,
    ...rows,
    `Due: ${assignment.due ?? "no date"}. ${explainPolicy(assignment)}`,
    `Students are told: ${assignment.feedback}. Tests of your own: ${privateDir ?? "none"}.`,
  ].join("\n");
  print({ file, assignment }, text, options);
}
