import { describe, expect, test } from "vitest";
import { casesOf, objections } from "../../workbench/course/judge.ts";
import { loadLab } from "../../workbench/lab/load.ts";
import { labResultSchema } from "../../workbench/lab/results.ts";
import { LABS_DIR } from "../../workbench/project.ts";
import { groundwork } from "./command.ts";
import { gateLab } from "./gate.ts";

const ID = "12-own-image";

await gateLab(ID);

/** With the golden learner, these have all four entries of the pool `tool`: the one that changes more than a number. */
const LEARNERS = ["a", "b", "c"];
/** The hand-ins whose files or whose verdict depend on that entry. */
const NAMES = [
  "solution",
  "starter",
  "trap:friends-answers",
  "trap:friends-image",
  "trap:twin",
  "trap:shell-by-habit",
];

const { manifest } = await loadLab(LABS_DIR, ID);
const cases = casesOf(manifest).filter((each) => NAMES.includes(each.name));

describe.each(LEARNERS)("as learner %s has it", (learner) => {
  test.each(cases)("$name does what the manifest says", { timeout: 300_000 }, async (each) => {
    const target = each.name.startsWith("trap:") ? ["--trap", each.name.slice(5)] : [`--${each.name}`];
    const task = each.expectation === null ? [] : ["--task", each.expectation.failsAt];
    const ended = await groundwork(["lab", "check", ID, ...target, ...task, "--learner", learner, "--json"]);
    const result = labResultSchema.parse(JSON.parse(ended.stdout));
    expect(objections(result, each.expectation)).toEqual([]);
  });
});
