import { Command } from "commander";
import { loadLab } from "../../lab/load.ts";
import { courseOverview, labOverview, type LabOverview } from "../../learn/overview.ts";
import { JSON_FLAG, print } from "../output.ts";
import type { JsonOption } from "../output.ts";
import { thisLearner } from "./learner.ts";

/** A sign and a word for each, so that neither has to be known. */
const STANDING = { passed: "✓ passed", failed: "✗ failed", open: "· open" } as const;

/** `groundwork list`: the labs, or one lab's tasks, with how far the learner is. */
export function listCommand(): Command {
  return new Command("list")
    .description("the labs of the course and how far you are; with a lab, its tasks")
    .argument("[lab]", "a lab's id")
    .option(...JSON_FLAG)
    .action(list);
}

async function list(labId: string | undefined, options: JsonOption): Promise<void> {
  const learner = thisLearner();
  if (labId === undefined) {
    const labs = await courseOverview(learner);
    print(labs, courseText(labs), options);
    return;
  }
  const { manifest } = await loadLab(learner.labsDir, labId);
  const lab = labOverview(manifest, await learner.progress.read());
  print(lab, labText(lab), options);
}

function courseText(labs: readonly LabOverview[]): string {
  const lines = labs.map((lab) => {
    const passed = lab.tasks.filter((task) => task.standing === "passed").length;
    const done = `${passed} of ${lab.tasks.length} tasks`;
    return `${lab.here ? "→" : " "} ${lab.id.padEnd(16)} ${lab.title}  (${done}, about ${lab.minutes} minutes)`;
  });
  const begun = labs.some((lab) => lab.here);
  const first =
    labs[0] === undefined || begun ? [] : ["", `Begin one: npx groundwork lab start ${labs[0].id}`];
  return [...lines, ...first].join("\n");
}

function labText({ id, title, tasks }: LabOverview): string {
  const lines = tasks.map(
    ({ id: task, title: says, standing, hints }) =>
      `${STANDING[standing]}  ${task}: ${says}${hints === 0 ? "" : `  (${hints} of 3 hints seen)`}`,
  );
  return [`${id}  ${title}`, ...lines].join("\n");
}
