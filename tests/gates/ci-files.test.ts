import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { githubFiles } from "../../workbench/grade/workflow/github.ts";
import { gitlabFiles } from "../../workbench/grade/workflow/gitlab.ts";
import { ACTIONS, NODE, versionOf } from "../../workbench/grade/workflow/pins.ts";
import { requestFixture } from "../../workbench/grade/workflow/request.fixture.ts";
import { actionProblems, pipelineProblems, workflowProblems } from "./rules/ci-files.ts";
import { filesOf, read } from "./rules/tree.ts";

const RISK = "an old runc: only our own class";
const GENERATED = {
  plain: requestFixture(),
  all: requestFixture({
    shards: 256,
    acceptRisk: RISK,
    startAt: new Date("2026-11-20T22:59:00Z"),
    paths: { ...requestFixture().paths, received: "received.csv" },
  }),
  one: requestFixture({ shards: 1 }),
};

const workflows = [
  ...filesOf(".github/workflows/*.yml").map((file) => [file, read(file)] as const),
  ...Object.entries(GENERATED).map(
    ([name, request]) => [`grade-${name}.yml`, githubFiles(request)[0]?.text ?? ""] as const,
  ),
];
const actions = filesOf(".github/actions/*/action.yml").map((file) => [file, read(file)] as const);

test("there are workflows and an action to look at", () => {
  expect(workflows.map(([name]) => name)).toContain(".github/workflows/ci.yml");
  expect(actions.map(([name]) => name)).toEqual([".github/actions/grade/action.yml"]);
});

test.each(workflows)("%s is as GitHub and actionlint want it", (name, text) => {
  expect(workflowProblems(name, text)).toEqual([]);
});

test.each(actions)("%s is as GitHub wants it", (name, text) => {
  expect(actionProblems(name, text)).toEqual([]);
});

test.each(Object.entries({ ...GENERATED, all: { ...GENERATED.all, shards: 200 } }))(
  "the pipeline for GitLab (%s) is as its schema wants it, and all its jobs are planned",
  async (_, request) => {
    const { code, output } = await pipelineProblems(gitlabFiles(request)[0]?.text ?? "");
    expect(code, output).toBe(0);
    const planned = output.split("\n").filter((line) => /^(grade|marks)\b/.test(line));
    expect(planned, output).toHaveLength(request.shards + 1);
    expect(planned.at(-1)).toContain("[grade]");
  },
);

/** A change to a right file, and what has to be said against it. */
type Broken = readonly [change: string, from: string | RegExp, to: string, says: RegExp];

test.each<Broken>([
  ["an unknown key", "runs-on:", "run-on:", /Unexpected value 'run-on'/],
  ["a job that is not there", "needs: grade", "needs: grades", /grades/],
  ["an unknown name in an expression", "matrix.shard }} of", "matrix.part }} of", /part/],
  ["a stranger's text in a script", "code=0", "echo ${{ github.event.issue.title }}", /untrusted/],
  ["a wrong permission", "contents: read", "contents: reed", /reed/],
  ["no YAML", "jobs:", "jobs: [", /./],
])("GitHub: %s is refused", (_, from, to, says) => {
  const right = githubFiles(GENERATED.plain)[0]?.text ?? "";
  const broken = right.replace(from, to);
  expect(broken).not.toBe(right);
  expect(workflowProblems("broken.yml", broken).join("\n")).toMatch(says);
});

test.each<Broken>([
  ["a step without its shell", "      shell: bash\n", "", /Required property is missing: shell/],
  ["an unknown key", "using: composite", "uses: composite", /using|uses/],
  ["an unknown name in an expression", "${{ inputs.out }}", "${{ input.out }}", /Unrecognized named-value/],
])("an action: %s is refused", (_, from, to, says) => {
  const [[, right] = ["", ""]] = actions;
  const broken = right.replace(from, to);
  expect(broken).not.toBe(right);
  expect(actionProblems("action.yml", broken).join("\n")).toMatch(says);
});

test.each<Broken>([
  ["an unknown key", "parallel: 3", "copies: 3", /'copies' property is not expected/],
  ["a job that is not there", "job: grade", "job: grades", /grades/],
  ["a stage that is not there", "stage: marks", "stage: mark", /stage/],
  ["a wrong word", "when: always", "when: sometimes", /when/],
])("GitLab: %s is refused", async (_, from, to, says) => {
  const right = gitlabFiles(GENERATED.plain)[0]?.text ?? "";
  const broken = right.replace(from, to);
  expect(broken).not.toBe(right);
  const { code, output } = await pipelineProblems(broken);
  expect(code).not.toBe(0);
  expect(output).toMatch(says);
});

const stepSchema = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  with: z.record(z.string(), z.unknown()).default({}),
});
const fileSchema = z.looseObject({
  jobs: z.record(z.string(), z.looseObject({ steps: z.array(stepSchema) })).default({}),
  runs: z.looseObject({ steps: z.array(stepSchema) }).default({ steps: [] }),
  inputs: z.record(z.string(), z.looseObject({ required: z.boolean() })).default({}),
});

/** Every step of a workflow or an action. */
function stepsOf(text: string): z.infer<typeof stepSchema>[] {
  const { jobs, runs } = fileSchema.parse(parse(text));
  return [...Object.values(jobs).flatMap(({ steps }) => steps), ...runs.steps];
}

test.each([...workflows, ...actions])(
  "%s: each action at one commit, with its version behind it",
  (_, text) => {
    const named = [...text.matchAll(/uses: (\S+)(.*)/g)].map(([, uses = "", behind = ""]) => ({
      uses,
      behind,
    }));
    for (const { uses, behind } of named.filter((each) => !each.uses.startsWith("./"))) {
      expect(uses).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
      expect(behind).toMatch(/^ # v\d+\.\d+\.\d+$/);
      const [action = ""] = uses.split("@");
      const ours = Object.values(ACTIONS).find((each) => each.startsWith(`${action}@`));
      if (ours !== undefined) expect(`${uses}${behind}`).toBe(`${ours} # ${versionOf(ours) ?? ""}`);
    }
  },
);

test.each([...workflows, ...actions])("%s: no expression stands in a script", (_, text) => {
  for (const { run } of stepsOf(text)) expect(run ?? "").not.toContain("${{");
});

test("the workflows give our action what it takes, and nothing else; and it uses all of that", () => {
  const [[, action] = ["", ""]] = actions;
  const { inputs } = fileSchema.parse(parse(action));
  const names = Object.keys(inputs);
  const required = names.filter((name) => inputs[name]?.required);
  const used = [...action.matchAll(/\$\{\{ inputs\.([\w-]+) \}\}/g)].map(([, name]) => name);
  expect(new Set(used)).toEqual(new Set(names));
  const calls = workflows.flatMap(([, text]) => stepsOf(text)).filter(({ uses }) => uses?.startsWith("./"));
  expect(calls).toHaveLength(Object.keys(GENERATED).length);
  for (const { uses, with: given } of calls) {
    expect(uses).toBe("./groundwork/.github/actions/grade");
    expect(Object.keys(given)).toEqual(expect.arrayContaining(required));
    expect(names).toEqual(expect.arrayContaining(Object.keys(given)));
  }
});

test("Node is the one of .nvmrc", () => {
  expect(read(".nvmrc").trim()).toBe(NODE);
  for (const [, text] of actions) expect(text).toContain(`node-version: ${NODE}\n`);
});
