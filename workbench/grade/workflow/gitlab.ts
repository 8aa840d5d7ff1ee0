import { AS_ROOT, marksScript, QUIETLY } from "./marks-script.ts";
import type { WorkflowFile, WorkflowRequest } from "./types.ts";
import { commentedYaml } from "./yaml.ts";

/** GitLab starts at most so many jobs of one kind. */
export const GITLAB_SHARDS = 200;

/** The pipeline for an instructor's own project on GitLab: a job for each shard, then one that joins the marks. Pure. */
export function gitlabFiles(request: WorkflowRequest): WorkflowFile[] {
  const { paths, shards, groundwork, acceptRisk } = request;
  const data = {
    workflow: {
      rules: ["web", "schedule", "api"].map((source) => ({ if: `$CI_PIPELINE_SOURCE == "${source}"` })),
    },
    stages: ["grade", "marks"],
    variables: {
      GROUNDWORK_URL: groundwork.url,
      GROUNDWORK_COMMIT: groundwork.commit,
      ASSIGNMENT: paths.assignment,
      HAND_INS: paths.handIns,
      ROSTER: paths.roster,
      RECEIVED: paths.received ?? "",
      ACCEPT_RISK: acceptRisk ?? "",
    },
    default: {
      tags: ["groundwork"],
      interruptible: false,
      before_script: [
        'git clone --quiet --no-checkout -- "$GROUNDWORK_URL" groundwork',
        'git -C groundwork checkout --quiet "$GROUNDWORK_COMMIT" --',
        "(cd groundwork && npm ci --ignore-scripts)",
      ],
    },
    grade: {
      stage: "grade",
      // One job is no matrix: GitLab then sets no number.
      ...(shards === 1 ? {} : { parallel: shards }),
      timeout: "2 hours",
      script: gradeScript(),
      artifacts: artifacts("shards/", "3 days"),
    },
    marks: {
      stage: "marks",
      needs: [{ job: "grade", artifacts: true }],
      when: "always",
      timeout: "30 minutes",
      script: [marksScript("shards/*/graded")],
      artifacts: {
        ...artifacts("marks/", "14 days"),
        reports: { junit: "marks/graded/exports/junit.xml" },
      },
    },
  };
  const text = commentedYaml(data, {
    head: headOf(request),
    above: commentsOf(request),
    beside: () => undefined,
  });
  return [{ path: ".gitlab-ci.yml", text }];
}

function gradeScript(): string[] {
  const risk = '${ACCEPT_RISK:+--accept-risk "$ACCEPT_RISK"}';
  return [
    `${AS_ROOT} setup`,
    `${AS_ROOT} doctor --grading ${risk}`,
    `shard=\${CI_NODE_INDEX:-1}
${QUIETLY} "shards/$shard/graded" grade "$HAND_INS" \\
  --assignment "$ASSIGNMENT" --roster "$ROSTER" --shard "$shard/\${CI_NODE_TOTAL:-1}" --out "shards/$shard/graded" \\
  \${RECEIVED:+--received "$RECEIVED"} ${risk}
`,
  ];
}

function artifacts(path: string, expire: string): object {
  return { when: "always", access: "developer", expire_in: expire, paths: [path] };
}

function headOf({ id, shards }: WorkflowRequest): string {
  return `Grades "${id}" with Groundwork: ${shards === 1 ? "one job, then another" : `${shards} jobs, each with a part of the class, then one`} that makes the marks.
Written by \`npx groundwork assignment workflow gitlab\`. \`--check\` says when it is out of date; \`--force\` writes it anew.

For a PRIVATE project of yours, with the assignment, the roster and the hand-ins. Whoever can read it can read the logs; its
developers can download what is uploaded. Logs hold pseudonyms only; uploads hold names and marks, and expire.
Never run on GitLab by Groundwork's authors: its scripts are run in their tests, on one machine.`;
}

function commentsOf({ acceptRisk }: WorkflowRequest): Record<string, string> {
  return {
    workflow:
      "Started by hand (Build > Pipelines > New pipeline), by a schedule of the project or by its API; never by a push.\nA due date is no part of this file: make a schedule under Build > Pipeline schedules, and turn it off afterwards.",
    "variables.GROUNDWORK_COMMIT":
      "One commit: marks don't change because Groundwork did. Raise it when you mean to.",
    "variables.ACCEPT_RISK": `Words here grade on a machine that \`doctor --grading\` finds unfit${acceptRisk === null ? "; empty: it refuses" : ""}.`,
    "default.tags":
      "A runner of your own with this tag: the shell executor, run as root, on Linux with Docker, Node 18 or newer, Git and\nBash. A sandbox takes that, and the containers of shared runners don't have it. Nothing else may live on that machine: at\nbest it is made anew for each job, as GitLab's autoscaler does.",
    "grade.artifacts.when": "Also after a failure: what was graded is kept, and the log says what was wrong.",
    "marks.when": "Also when a shard failed: it then says what is missing.",
    "marks.artifacts.reports": "GitLab shows it under Tests, by pseudonym.",
  };
}
