import { cp, mkdir, readdir, symlink } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { PROJECT_DIR } from "../../../workbench/project.ts";
import type { JobResult } from "./github.ts";
import { runScript } from "./shell.ts";

/**
 * Runs the jobs of a pipeline here, as a GitLab runner with the shell executor would: `before_script` and `script` in one Bash
 * with the runner's own options, in a copy of the project. The lines that get Groundwork and its dependencies are replaced by a
 * link to this checkout, which has them; what a job uploads is copied aside, and into the job that needs it.
 */

const jobSchema = z.looseObject({
  parallel: z.number().optional(),
  script: z.array(z.string()),
  artifacts: z.looseObject({ when: z.literal("always"), paths: z.array(z.string()) }),
});
const pipelineSchema = z.looseObject({
  variables: z.record(z.string(), z.string()),
  default: z.looseObject({ before_script: z.array(z.string()) }),
  grade: jobSchema,
  marks: jobSchema.extend({
    needs: z.tuple([z.strictObject({ job: z.literal("grade"), artifacts: z.literal(true) })]),
  }),
});

/** What the lines do that are replaced, in their order. */
const GETTING = [/^git clone /, /^git -C groundwork checkout /, /^\(cd groundwork && npm ci /];

interface Place {
  readonly workspace: string;
  readonly repository: string;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs the parallel jobs one after the other, then the one for the marks. */
export async function runPipeline(text: string, place: Place): Promise<JobResult[]> {
  const pipeline = pipelineSchema.parse(parse(text));
  const { before_script: before } = pipeline.default;
  if (before.length !== GETTING.length || !before.every((line, at) => GETTING[at]?.test(line)))
    throw new Error(`before_script does something else than to get Groundwork: ${before.join("; ")}`);
  const run = async (
    name: "grade" | "marks",
    at: number,
    env: Record<string, string>,
  ): Promise<JobResult> => {
    const project = path.join(place.workspace, `${name}-${at}`);
    await cp(place.repository, project, { recursive: true });
    await symlink(PROJECT_DIR, path.join(project, "groundwork"));
    const { script, artifacts } = pipeline[name];
    const store = path.join(place.workspace, "store", name);
    if (name === "marks")
      await cp(path.join(place.workspace, "store", "grade"), project, { recursive: true });
    const all = ["set -eo pipefail", ...script].join("\n");
    const { code, log } = await runScript(all, [], project, {
      ...{ GITLAB_CI: "true", CI_PROJECT_DIR: project },
      ...pipeline.variables,
      ...place.env,
      ...env,
    });
    await mkdir(store, { recursive: true });
    for (const each of artifacts.paths)
      await cp(path.join(project, each), path.join(store, each), { recursive: true });
    return { name: `${name} ${at}`, failed: code !== 0, log };
  };
  const results: JobResult[] = [];
  const of = pipeline.grade.parallel ?? 1;
  for (let index = 1; index <= of; index++)
    results.push(await run("grade", index, { CI_NODE_INDEX: String(index), CI_NODE_TOTAL: String(of) }));
  results.push(await run("marks", 1, { CI_NODE_TOTAL: "1" }));
  return results;
}

/** Where a pipeline's marks lie afterwards. */
export async function marksOf({ workspace }: Place): Promise<string> {
  const folder = path.join(workspace, "store", "marks", "marks");
  await readdir(folder);
  return folder;
}
