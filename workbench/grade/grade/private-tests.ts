import { existsSync } from "node:fs";
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import path from "node:path";
import { parseDocument } from "yaml";
import { z } from "zod";
import { BadInput } from "../../lab/errors.ts";
import type { Lab } from "../../lab/load.ts";
import { taskSchema } from "../../lab/manifest.ts";
import { PROJECT_DIR } from "../../project.ts";
import { temporaryFolder } from "../../temporary.ts";

/** What an instructor's tasks.yaml holds: tasks as a lab has them, without hints. */
const tasksSchema = z.strictObject({
  format: z.literal("groundwork.private-tests/1"),
  tasks: z.array(taskSchema.omit({ hints: true, formerly: true })).min(1),
});

/** A lab's manifest asks for hints; nobody is shown those of a private task. */
const NO_HINTS = ["none-1", "none-2", "none-3"];
/** What an instructor calls the test; the runner knows it as lab.test.ts. */
const TEST = "private.test.ts";
/** Packages that a test may import besides the kit. */
const PACKAGES = ["vitest", "zod"];

/** The instructor's own tests, each as a lab that has the real one's id. */
export interface PrivateTests extends AsyncDisposable {
  readonly labs: ReadonlyMap<string, Lab>;
}

/**
 * Reads an assignment's private tests: `FOLDER/<lab>/` with a `private.test.ts`, written like a lab's with the kit (`#kit`),
 * and a `tasks.yaml`. They are copied to where those imports lead somewhere. Throws BadInput for what does not fit.
 */
export async function openPrivateTests(folder: string | null, labs: readonly Lab[]): Promise<PrivateTests> {
  if (folder === null) return { labs: new Map(), [Symbol.asyncDispose]: () => Promise.resolve() };
  const stage = await temporaryFolder("private");
  const remove = (): Promise<void> => rm(stage, { recursive: true, force: true });
  try {
    await prepareStage(stage);
    const found = await Promise.all(
      labs.map(async (lab) => [lab.manifest.id, await staged(stage, folder, lab)] as const),
    );
    const kept = found.flatMap(([id, lab]) => (lab ? [[id, lab] as const] : []));
    return { labs: new Map(kept), [Symbol.asyncDispose]: remove };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function prepareStage(stage: string): Promise<void> {
  const modules = path.join(stage, "node_modules");
  await mkdir(modules);
  await symlink(PROJECT_DIR, path.join(modules, "groundwork"), "dir");
  for (const name of PACKAGES)
    await symlink(path.join(PROJECT_DIR, "node_modules", name), path.join(modules, name), "dir");
  const manifest = { type: "module", imports: { "#kit": "groundwork/workbench/lab/kit/index.ts" } };
  await writeFile(path.join(stage, "package.json"), JSON.stringify(manifest));
}

async function staged(stage: string, folder: string, lab: Lab): Promise<Lab | null> {
  const from = path.join(folder, lab.manifest.id);
  if (!existsSync(path.join(from, TEST))) return null;
  const tasks = await readTasks(path.join(from, "tasks.yaml"), lab);
  const dir = path.join(stage, lab.manifest.id);
  await cp(from, dir, { recursive: true });
  // What a hand-in does not hold is the lab's own, here too.
  await cp(path.join(lab.dir, "starter"), path.join(dir, "starter"), { recursive: true });
  await rename(path.join(dir, TEST), path.join(dir, "lab.test.ts"));
  const manifest = {
    ...lab.manifest,
    tasks: tasks.map((task) => ({ ...task, formerly: [], hints: NO_HINTS })),
  };
  return { dir, manifest };
}

async function readTasks(file: string, lab: Lab): Promise<z.infer<typeof tasksSchema>["tasks"]> {
  const text = await readFile(file, "utf8").catch(() => null);
  const next =
    "It says format: groundwork.private-tests/1 and tasks, each with id, title and points, as a lab.yaml does.";
  if (text === null) throw new BadInput(`There is no ${file}.`, next);
  const parsed = tasksSchema.safeParse(parseDocument(text).toJS());
  if (!parsed.success) throw new BadInput(`${file}: ${z.prettifyError(parsed.error)}`, next);
  const { tasks } = parsed.data;
  const taken = tasks.find(({ id }) => lab.manifest.tasks.some((task) => task.id === id));
  if (taken)
    throw new BadInput(`${file}: the lab itself has a task "${taken.id}".`, "Give yours another id.");
  return tasks;
}
