import path from "node:path";
import { Argument, Command, InvalidArgumentError } from "commander";
import { loadAssignment, type LoadedAssignment } from "../../grade/assignment/load.ts";
import { classroom50Files } from "../../grade/workflow/classroom50.ts";
import { githubFiles } from "../../grade/workflow/github.ts";
import { GITLAB_SHARDS, gitlabFiles } from "../../grade/workflow/gitlab.ts";
import { inRepository, plainWords } from "../../grade/workflow/paths.ts";
import { parseGroundwork, sourceOf, type OwnSource } from "../../grade/workflow/source.ts";
import type { ClassPaths, GroundworkSource, WorkflowFile } from "../../grade/workflow/types.ts";
import { compareFiles, writeFiles, type Compared } from "../../grade/workflow/write.ts";
import { BadInput } from "../../lab/errors.ts";
import { LABS_DIR, PROJECT_DIR } from "../../project.ts";
import { EXIT } from "../exit.ts";
import { JSON_FLAG, print, type JsonOption } from "../output.ts";
import { NEXT_STEPS, WORKFLOW_HELP } from "./workflow-texts.ts";

const KINDS = ["github", "classroom50", "gitlab"] as const;
type Kind = (typeof KINDS)[number];

interface WorkflowOptions extends JsonOption {
  readonly assignment: string;
  readonly handIns?: string;
  readonly roster?: string;
  readonly received?: string;
  readonly shards: number;
  readonly to: string;
  readonly groundwork?: string;
  readonly acceptRisk?: string;
  readonly atDue?: boolean;
  readonly force?: boolean;
  readonly check?: boolean;
}

/** `groundwork assignment workflow`: the files with which a CI service grades an assignment. */
export function workflowCommand(): Command {
  return new Command("workflow")
    .description(
      "write the files with which a CI service grades an assignment (--check: exit 1, out of date)",
    )
    .addArgument(new Argument("<kind>", "whose files").choices(KINDS))
    .requiredOption("--assignment <file>", "an assignment.yaml, or the folder that it is in")
    .option(
      "--hand-ins <path>",
      "a folder, or a list of Git repositories that need no login (default: hand-ins in --to)",
    )
    .option("--roster <csv>", "who is in the class (default: roster.csv in --to)")
    .option("--received <csv>", "when each hand-in came, where its source does not say")
    .option("--shards <n>", "machines that share the class, up to 256", shards, 4)
    .option("--to <folder>", "your repository, which holds all of these", ".")
    .option(
      "--groundwork <repo@commit>",
      "the Groundwork that grades (default: this checkout's origin and commit)",
    )
    .option("--accept-risk <why>", "grade also on machines that `doctor --grading` finds unfit, and why")
    .option("--at-due", "github: start by itself after the last date, on that day of every year")
    .option("--check", "write nothing: do the files there say what they would say now?")
    .option("--force", "write also over files that say something else")
    .option(...JSON_FLAG)
    .addHelpText("after", WORKFLOW_HELP)
    .action(workflow);
}

async function workflow(kind: Kind, options: WorkflowOptions): Promise<void> {
  const loaded = await loadAssignment(options.assignment, LABS_DIR);
  const { source, notes } = await groundworkOf(options.groundwork);
  const files = filesOf(kind, loaded, source, options);
  const compared = await compareFiles(options.to, files);
  if (!options.check) await writeFiles(options.to, compared, options.force ?? false);
  const said = [...notes, ...notesOf(kind, loaded)];
  const data = {
    format: "groundwork.workflow/1",
    kind,
    groundwork: { repository: source.url, commit: source.commit },
    files: compared.map((file) => ({
      path: path.join(options.to, file.path),
      state: stateOf(file, options),
    })),
    notes: said,
  };
  const lines = data.files.map((file) => `${file.path}: ${SAYS[file.state]}`);
  const next = options.check ? [] : ["", NEXT_STEPS[kind]];
  print(data, [...lines, ...said, ...next].join("\n"), options);
  if (options.check && compared.some(({ state }) => state !== "same")) process.exitCode = EXIT.notSo;
}

const SAYS = {
  written: "written",
  same: "up to date",
  missing: "not there",
  differs: "out of date; --force writes it anew",
} as const;

function stateOf({ state }: Compared, { check }: WorkflowOptions): keyof typeof SAYS {
  return check || state === "same" ? state : "written";
}

async function groundworkOf(said: string | undefined): Promise<OwnSource> {
  return said === undefined ? sourceOf(PROJECT_DIR) : { source: parseGroundwork(said), notes: [] };
}

function filesOf(
  kind: Kind,
  loaded: LoadedAssignment,
  groundwork: GroundworkSource,
  options: WorkflowOptions,
): WorkflowFile[] {
  const { assignment } = loaded;
  const { shards: count } = options;
  const acceptRisk = options.acceptRisk === undefined ? null : plainWords(options.acceptRisk);
  refuseUnused(kind, options);
  if (kind === "classroom50") return classroom50Files(assignment, { groundwork, acceptRisk });
  if (kind === "github" && groundwork.github === null)
    throw new BadInput(
      `A job on GitHub checks Groundwork out from GitHub, and ${groundwork.url} is elsewhere.`,
      "Name a copy on GitHub: --groundwork OWNER/NAME@COMMIT",
    );
  if (kind === "gitlab" && count > GITLAB_SHARDS)
    throw new BadInput(
      `GitLab starts at most ${GITLAB_SHARDS} jobs of one kind, and ${count} were asked for.`,
      `Give --shards ${GITLAB_SHARDS} or fewer.`,
    );
  const request = {
    id: assignment.id,
    paths: pathsOf(loaded, options),
    shards: count,
    groundwork,
    acceptRisk,
    startAt: options.atDue ? lastDate(loaded) : null,
  };
  return kind === "github" ? githubFiles(request) : gitlabFiles(request);
}

/** An option that would do nothing is a misunderstanding. */
function refuseUnused(kind: Kind, { atDue, handIns, roster, received }: WorkflowOptions): void {
  if (atDue && kind !== "github")
    throw new BadInput(
      `--at-due is for github: ${kind === "gitlab" ? "a schedule of GitLab is made in the project, not in a file" : "Classroom 50 grades each push"}.`,
      "Leave it out.",
    );
  if (kind === "classroom50" && (handIns ?? roster ?? received) !== undefined)
    throw new BadInput(
      "With classroom50 a job grades the one repository that it runs in: it takes no --hand-ins, --roster or --received.",
      "Leave them out.",
    );
}

function pathsOf({ file, privateDir }: LoadedAssignment, options: WorkflowOptions): ClassPaths {
  const { to, handIns, roster, received } = options;
  const inside = (given: string): string => inRepository(to, given);
  if (privateDir !== null) inside(privateDir);
  return {
    assignment: inside(file),
    handIns: inside(handIns ?? path.join(to, "hand-ins")),
    roster: inside(roster ?? path.join(to, "roster.csv")),
    received: received === undefined ? null : inside(received),
  };
}

function lastDate({ file, assignment }: LoadedAssignment): Date {
  const last = assignment.lateUntil ?? assignment.due;
  if (last !== null) return new Date(last);
  throw new BadInput(`${file} has no due date to start at.`, "Set due in it, or leave --at-due out.");
}

function notesOf(kind: Kind, { privateDir }: LoadedAssignment): string[] {
  return kind === "classroom50" && privateDir !== null
    ? [
        "Your private tests are not in these files: Classroom 50 publishes them. They count where `workflow github` runs.",
      ]
    : [];
}

/** Throws commander's own error, which names the option. */
function shards(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count >= 1 && count <= 256) return count;
  throw new InvalidArgumentError(
    "It must be a whole number from 1 to 256: GitHub starts no more jobs in one run.",
  );
}
