import { cp, mkdir, readdir, readFile, symlink } from "node:fs/promises";
import path from "node:path";
import { parse } from "yaml";
import { z } from "zod";
import { PROJECT_DIR } from "../../../workbench/project.ts";
import { runScript } from "./shell.ts";

/**
 * Runs the jobs of a workflow here, step by step, as GitHub's runner would. A `run:` is run by Bash with GitHub's own flags. A
 * `uses:` is done by what it does: a checkout lays the class, or this checkout of Groundwork, into the workspace; setup-node
 * does nothing, since this Node is the right one; what is uploaded is copied aside, and back. An action of the workspace is run
 * from its action.yml. One `run:` is left out, `npm ci`: the dependencies of this checkout are there.
 */

const stepSchema = z.strictObject({
  name: z.string().optional(),
  if: z.literal("${{ !cancelled() }}").optional(),
  uses: z.string().optional(),
  with: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).default({}),
  run: z.string().optional(),
  shell: z.literal("bash").optional(),
  env: z.record(z.string(), z.string()).default({}),
  "working-directory": z.string().optional(),
});
type Step = z.infer<typeof stepSchema>;

const jobSchema = z.looseObject({
  needs: z.string().optional(),
  strategy: z.looseObject({ matrix: z.strictObject({ shard: z.array(z.number()) }) }).optional(),
  steps: z.array(stepSchema),
});
const workflowSchema = z.looseObject({
  defaults: z.strictObject({ run: z.strictObject({ shell: z.literal("bash") }) }),
  jobs: z.strictObject({ grade: jobSchema, marks: jobSchema }),
});
const actionSchema = z.looseObject({
  inputs: z.record(z.string(), z.looseObject({ default: z.string().optional() })),
  runs: z.strictObject({ using: z.literal("composite"), steps: z.array(stepSchema) }),
});

/** Bash as GitHub starts it where `shell: bash` is said. */
const FLAGS = ["--noprofile", "--norc", "-eo", "pipefail"];

interface Place {
  readonly workspace: string;
  /** Where uploads are kept. */
  readonly store: string;
  /** The class's repository. */
  readonly repository: string;
  readonly env: Readonly<Record<string, string>>;
}

interface Ran {
  failed: boolean;
  log: string;
}

export interface JobResult {
  readonly name: string;
  readonly failed: boolean;
  readonly log: string;
}

/** Runs the shards' jobs one after the other, then the one for the marks; a failed job stops none, as the workflow says. */
export async function runWorkflow(
  text: string,
  place: Place,
  which: readonly ("grade" | "marks")[],
): Promise<JobResult[]> {
  const { jobs } = workflowSchema.parse(parse(text));
  const results: JobResult[] = [];
  for (const name of which) {
    const { strategy, steps } = jobs[name];
    for (const shard of strategy?.matrix.shard ?? [null]) {
      const known: Record<string, string> = shard === null ? {} : { "matrix.shard": String(shard) };
      const workspace = path.join(place.workspace, `${name}-${shard ?? "one"}`);
      await mkdir(workspace, { recursive: true });
      const ran = await runSteps(steps, known, { ...place, workspace });
      results.push({ name: shard === null ? name : `${name} ${shard}`, ...ran });
    }
  }
  return results;
}

async function runSteps(
  steps: readonly Step[],
  known: Readonly<Record<string, string>>,
  place: Place,
): Promise<Ran> {
  const ran: Ran = { failed: false, log: "" };
  for (const step of steps) {
    if (ran.failed && step.if === undefined) continue;
    const { failed, log } = await runStep(step, known, place).catch((error: unknown) => ({
      failed: true,
      log: `${String(error)}\n`,
    }));
    ran.log += log;
    ran.failed ||= failed;
  }
  return ran;
}

async function runStep(step: Step, known: Readonly<Record<string, string>>, place: Place): Promise<Ran> {
  const filled = (text: unknown): string => fill(String(text), known);
  const given = Object.fromEntries(Object.entries(step.with).map(([name, value]) => [name, filled(value)]));
  if (step.uses !== undefined) return useAction(step.uses, given, place);
  const script = step.run ?? "";
  if (/^\s*(cd [^\n]*\n\s*)?npm ci --ignore-scripts\s*$/.test(script)) return { failed: false, log: "" };
  const cwd = path.join(place.workspace, step["working-directory"] ?? ".");
  const env = Object.fromEntries(Object.entries(step.env).map(([name, value]) => [name, filled(value)]));
  const { code, log } = await runScript(script, FLAGS, cwd, {
    ...{
      GITHUB_ACTIONS: "true",
      GITHUB_WORKSPACE: place.workspace,
      RUNNER_TEMP: path.join(place.workspace, ".."),
    },
    ...place.env,
    ...env,
  });
  return { failed: code !== 0, log };
}

/** Puts what is known into the expressions; one that is not known is an error, as it is on GitHub. */
function fill(text: string, known: Readonly<Record<string, string>>): string {
  return text.replaceAll(/\$\{\{ (.*?) \}\}/g, (whole, name: string) => {
    const value = known[name];
    if (value === undefined) throw new Error(`${whole} is not known here.`);
    return value;
  });
}

async function useAction(uses: string, given: Readonly<Record<string, string>>, place: Place): Promise<Ran> {
  const [action = ""] = uses.split("@");
  const said = (name: string): string => given[name] ?? "";
  const within = (name: string): string => path.join(place.workspace, said(name));
  if (action === "actions/checkout") {
    if (said("repository") === "") await cp(place.repository, within("path"), { recursive: true });
    else await symlink(PROJECT_DIR, within("path"));
  } else if (action === "actions/upload-artifact") {
    await cp(within("path"), path.join(place.store, said("name")), { recursive: true });
  } else if (action === "actions/download-artifact") {
    const wanted = new RegExp(`^${said("pattern").replaceAll("*", ".*")}$`);
    for (const name of (await readdir(place.store)).filter((each) => wanted.test(each)))
      await cp(path.join(place.store, name), path.join(within("path"), name), { recursive: true });
  } else if (action.startsWith("./")) return runComposite(action, given, place);
  else if (action !== "actions/setup-node") throw new Error(`Nobody has said what ${uses} does.`);
  return { failed: false, log: "" };
}

async function runComposite(
  action: string,
  given: Readonly<Record<string, string>>,
  place: Place,
): Promise<Ran> {
  const folder = path.join(place.workspace, action);
  const { inputs, runs } = actionSchema.parse(parse(await readFile(path.join(folder, "action.yml"), "utf8")));
  const known = Object.entries(inputs).map(
    ([name, input]) => [`inputs.${name}`, given[name] ?? input.default ?? ""] as const,
  );
  const env = { ...place.env, GITHUB_ACTION_PATH: folder };
  return runSteps(runs.steps, Object.fromEntries(known), { ...place, env });
}
