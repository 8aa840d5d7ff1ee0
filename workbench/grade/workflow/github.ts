import { ACTIONS, NODE, RUNNER, versionOf } from "./pins.ts";
import { marksScript } from "./marks-script.ts";
import type { WorkflowFile, WorkflowRequest } from "./types.ts";
import { commentedYaml } from "./yaml.ts";

/** Minutes after which GitHub ends a job, and days for which it keeps what a job uploads. */
const MINUTES = { grade: 120, marks: 30 };
const DAYS = { shard: 3, marks: 14 };

/** The workflow for an instructor's own repository: a machine for each shard, then one that joins the marks. Pure. */
export function githubFiles(request: WorkflowRequest): WorkflowFile[] {
  const { id, startAt } = request;
  const data = {
    name: `grade ${id}`,
    on: {
      workflow_dispatch: null,
      ...(startAt === null ? {} : { schedule: [{ cron: cronOf(startAt) }] }),
    },
    permissions: {},
    concurrency: { group: `grade-${id}`, "cancel-in-progress": false },
    defaults: { run: { shell: "bash" } },
    jobs: { grade: gradeJob(request), marks: marksJob(request) },
  };
  const text = commentedYaml(data, { head: headOf(request), above: commentsOf(request), beside: versionOf });
  return [{ path: `.github/workflows/grade-${id}.yml`, text }];
}

function gradeJob({ paths, shards, acceptRisk, groundwork }: WorkflowRequest): object {
  return {
    name: `Shard \${{ matrix.shard }} of ${shards}`,
    "runs-on": RUNNER,
    "timeout-minutes": MINUTES.grade,
    permissions: { contents: "read" },
    strategy: {
      "fail-fast": false,
      matrix: { shard: Array.from({ length: shards }, (_, index) => index + 1) },
    },
    steps: [
      ...checkouts(groundwork),
      {
        name: "Grade",
        uses: "./groundwork/.github/actions/grade",
        with: {
          "hand-ins": `class/${paths.handIns}`,
          assignment: `class/${paths.assignment}`,
          roster: `class/${paths.roster}`,
          ...(paths.received === null ? {} : { received: `class/${paths.received}` }),
          ...(acceptRisk === null ? {} : { "accept-risk": acceptRisk }),
          shard: `\${{ matrix.shard }}/${shards}`,
          out: "shard/graded",
        },
      },
      uploaded("Keep the shard", "shard-${{ matrix.shard }}", "shard", DAYS.shard),
    ],
  };
}

function marksJob({ groundwork, paths }: WorkflowRequest): object {
  return {
    name: "Marks",
    needs: "grade",
    if: "${{ !cancelled() }}",
    "runs-on": RUNNER,
    "timeout-minutes": MINUTES.marks,
    permissions: { contents: "read" },
    steps: [
      ...checkouts(groundwork),
      { name: "Node", uses: ACTIONS.setupNode, with: { "node-version": NODE } },
      { name: "Dependencies", run: "npm ci --ignore-scripts", "working-directory": "groundwork" },
      { name: "All shards", uses: ACTIONS.download, with: { pattern: "shard-*", path: "shards" } },
      {
        name: "Marks, pages and exports",
        env: { ASSIGNMENT: `class/${paths.assignment}` },
        run: marksScript("shards/shard-*/graded"),
      },
      uploaded("Keep the marks", "marks", "marks", DAYS.marks),
    ],
  };
}

function checkouts({ github, commit }: WorkflowRequest["groundwork"]): object[] {
  return [
    {
      name: "The class",
      uses: ACTIONS.checkout,
      with: { path: "class", "persist-credentials": false },
    },
    {
      name: "Groundwork",
      uses: ACTIONS.checkout,
      with: { repository: github, ref: commit, path: "groundwork", "persist-credentials": false },
    },
  ];
}

function uploaded(step: string, name: string, path: string, days: number): object {
  return {
    name: step,
    if: "${{ !cancelled() }}",
    uses: ACTIONS.upload,
    with: {
      name,
      path,
      "if-no-files-found": "error",
      "include-hidden-files": true,
      "retention-days": days,
    },
  };
}

/** Minute, hour, day and month, in UTC. One minute after the last instant at which something may come. */
function cronOf(last: Date): string {
  const at = new Date(last.getTime() + 60_000);
  return `${at.getUTCMinutes()} ${at.getUTCHours()} ${at.getUTCDate()} ${at.getUTCMonth() + 1} *`;
}

function headOf({ id, shards }: WorkflowRequest): string {
  return `Grades "${id}" with Groundwork: ${shards === 1 ? "one machine, then another" : `${shards} machines, each with a part of the class, then one`} that makes the marks.
Written by \`npx groundwork assignment workflow github\`. \`--check\` says when it is out of date; \`--force\` writes it anew.

For a PRIVATE repository of yours, with the assignment, the roster and the hand-ins. Whoever can read it can read the logs
and download what is uploaded. Logs hold pseudonyms only; uploads hold names and marks, and are deleted after some days.
Never run on GitHub by Groundwork's authors: its steps are run in their tests, on one machine.`;
}

function commentsOf({ startAt, shards }: WorkflowRequest): Record<string, string> {
  const steps = "jobs.grade.steps";
  return {
    on:
      startAt === null
        ? "Start it by hand, under Actions. A due date can't be written here: GitHub's schedule knows no year."
        : "GitHub's schedule knows no year: this comes again on that day of every year, and may come late. Remove it afterwards.",
    permissions: "No job gets more than it asks for below.",
    concurrency: "A second start waits for the first, so that two don't grade the same class.",
    "jobs.grade.name":
      "A fresh machine for each shard: whatever a hostile build does to it, it is gone afterwards.",
    "jobs.grade.strategy.fail-fast": "One shard that fails takes no marks from the others.",
    ...(shards > 1
      ? {
          "jobs.grade.strategy.matrix":
            "The hand-ins alone decide which shard grades which: each is graded once.",
        }
      : {}),
    [`${steps}.0.with.persist-credentials`]:
      "No token stays on the disk of a machine that runs strangers' builds.",
    [`${steps}.1.with.ref`]:
      "One commit: marks don't change because Groundwork did. Raise it when you mean to.",
    [`${steps}.3.if`]: "Also after a failure: what was graded is kept, and the log says what was wrong.",
    [`${steps}.3.with.include-hidden-files`]: "A hand-in may have a .dockerignore.",
    "jobs.marks.if": "Also when a shard failed: it then says what is missing.",
  };
}
