import { expect, test } from "vitest";
import { inputsOf, isForeign } from "../../lab/inputs.ts";
import { loadLab } from "../../lab/load.ts";
import type { LabResult, TaskResult } from "../../lab/results.ts";
import { LABS_DIR } from "../../project.ts";
import { gradeFixture } from "../made.fixture.ts";
import type { Keyed } from "../schema/class.ts";
import { TaskMemory } from "./task-memory.ts";

const lab = await loadLab(LABS_DIR, "10-surface");
const ANSWERS = "answers.json";
const DEFUSE = "defuse/Dockerfile";

function handIn(student: string, files: Readonly<Record<string, string>>): Keyed {
  return {
    ...{
      student,
      pseudonym: `s-${student}`,
      lab: "10-surface",
      dir: `/tmp/${student}`,
      key: `key-${student}`,
    },
    files: Object.entries(files).map(([path, sha256]) => ({ path, bytes: 1, sha256 })),
    ...{
      digest: student,
      receivedAt: null,
      source: student,
      saidLate: false,
      commit: null,
      learner: student,
    },
    ...{ late: { takesPercent: 0, says: "in time" }, findings: [] },
  };
}

function seen(verdicts: Readonly<Record<string, TaskResult["verdict"]>>) {
  const result: LabResult | null = gradeFixture({}).result;
  const [first] = result?.tasks ?? [];
  if (!result || !first) throw new Error("The fixture has no result.");
  const tasks = Object.entries(verdicts).map(([id, verdict]) => ({ ...first, id, verdict }));
  return { result: { ...result, tasks }, breaches: [], fault: null };
}

const ada = handIn("ada", { [ANSWERS]: "a", [DEFUSE]: "x" });
const ben = handIn("ben", { [ANSWERS]: "a", [DEFUSE]: "y" });

test("what has passed with the same files is not run again, and what failed is", () => {
  const memory = new TaskMemory();
  memory.learn(ada, lab, seen({ predict: "pass", defuse: "pass", seen: "fail" }));
  const known = memory.known(ben, lab);
  expect([...known.keys()]).toEqual(["predict"]);
  expect(known.get("predict")?.key).toBe("key-ada");
});

test("a hand-in that met a limit, or was not graded, lends nothing", () => {
  const memory = new TaskMemory();
  memory.learn(ada, lab, { ...seen({ predict: "pass" }), breaches: ["memory"] });
  memory.learn(ada, lab, { ...seen({ predict: "pass" }), fault: "gone" });
  memory.learn(ada, lab, { ...seen({}), result: null });
  expect(memory.known(ben, lab).size).toBe(0);
});

test("something of each hand-in is run", () => {
  const memory = new TaskMemory();
  const all = Object.fromEntries(lab.manifest.tasks.map(({ id }) => [id, "pass" as const]));
  memory.learn(ada, lab, seen(all));
  expect(memory.known(handIn("cyd", { [ANSWERS]: "a", [DEFUSE]: "x" }), lab).size).toBe(0);
});

test("a task that runs a learner's program, or names no files, hangs on all of the hand-in", async () => {
  const { manifest } = await loadLab(LABS_DIR, "05-alpine");
  expect(inputsOf(manifest, "will-it-start")).toBe(null);
  expect(inputsOf(manifest, "entrypoint")).toEqual(new Set(["entrypoint"]));
  const own = await loadLab(LABS_DIR, "12-own-image");
  expect(inputsOf(own.manifest, "why")).toEqual(new Set([ANSWERS, "web", "api", "tool"]));
  const without = { ...manifest, tasks: manifest.tasks.map((task) => ({ ...task, files: [] })) };
  expect(inputsOf(without, "predict")).toBe(null);
});

test("the bench lets a task read its own part of the hand-in and what the lab itself lays beside it", () => {
  const inputs = inputsOf(lab.manifest, "defuse");
  const foreign = ["defuse/say.sh", "notes.txt", "seen", ANSWERS, "."].filter((file) =>
    isForeign(lab.manifest, inputs, file),
  );
  expect(foreign).toEqual(["seen", ANSWERS, "."]);
});
