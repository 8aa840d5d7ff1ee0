import { stringify } from "yaml";
import type { Assignment } from "../schema/assignment.ts";
import { NODE, RUNNER } from "./pins.ts";
import type { GroundworkSource, WorkflowFile, WorkflowRequest } from "./types.ts";

/**
 * What Classroom 50 takes for an autograder of one assignment. Its own workflow in each student's repository runs
 * `autograder.py` on every submission, tags it, and publishes the `result.json` that it leaves. Pure.
 */
export function classroom50Files(
  assignment: Assignment,
  { groundwork, acceptRisk }: Pick<WorkflowRequest, "groundwork" | "acceptRisk">,
): WorkflowFile[] {
  const below = (name: string): string => `autograders/${assignment.id}/${name}`;
  // The bundle is public, so what is the instructor's alone is not in it.
  const handedOut = { ...assignment, privateTests: null, handout: null };
  return [
    { path: below("autograder.py"), text: AUTOGRADER },
    { path: below("grade.sh"), text: scriptOf(groundwork, acceptRisk) },
    { path: below("assignment.yaml"), text: ASSIGNMENT_HEAD + stringify(handedOut) },
    { path: "runtime.json", text: `${JSON.stringify({ "runs-on": RUNNER, node: NODE }, null, 2)}\n` },
  ];
}

const ASSIGNMENT_HEAD = "# Public: without your private tests, which a student's repository must not hold.\n";

const AUTOGRADER = `# Written by \`npx groundwork assignment workflow classroom50\`. Classroom 50 runs an autograder as Python; the work is done
# by grade.sh beside it. An exit code other than 0 is an infrastructure error there, and no mark.
import pathlib
import subprocess
import sys

script = pathlib.Path(__file__).resolve().parent / "grade.sh"
sys.exit(subprocess.run(["bash", str(script)]).returncode)
`;

/** The address and the commit are checked where they are read: they hold no sign of the shell. */
function scriptOf({ url, commit }: GroundworkSource, acceptRisk: string | null): string {
  const risk = acceptRisk === null ? "" : ` --accept-risk '${acceptRisk.replaceAll("'", "'\\''")}'`;
  return `#!/usr/bin/env bash
# Written by \`npx groundwork assignment workflow classroom50\`. Grades one hand-in in its student's repository, and leaves
# Classroom 50's result.json (classroom50/result/v1) in the current folder, which is the checkout.
#
# Whoever can push to a repository can change what runs in it. So this is quick feedback, from the public tests. Marks that
# count come from \`groundwork assignment workflow github\`, which runs in a repository of yours, with your private tests.
#
# What is known of Classroom 50 is read from its sources and its wiki of August 2026: the variables below, the file's name,
# and that a job ends after 15 minutes. Nothing was run there.
set -euo pipefail

bundle=$(cd "$(dirname "\${BASH_SOURCE[0]}")" && pwd)
submission=$PWD
work=$(mktemp -d "\${RUNNER_TEMP:-/tmp}/groundwork-XXXXXX")
owner=\${OWNER:-$USERNAME}

# One commit: a result doesn't change because Groundwork did. Its repository has to be readable without a login.
git clone --quiet --no-checkout -- '${url}' "$work/groundwork"
git -C "$work/groundwork" checkout --quiet ${commit} --
(cd "$work/groundwork" && npm ci --ignore-scripts)
quietly="$work/groundwork/workbench/grade/workflow/quietly.sh"

# A class of one: the commit that was handed in, which says itself when it came.
printf 'login\\n"%s"\\n' "$owner" >"$work/roster.csv"
printf 'login,repository,commit\\n"%s","%s",HEAD\\n' "$owner" "$submission" >"$work/hand-ins.csv"

# 1: something could not be taken, which the export then says. 3: it could not be graded, and that is nobody's zero.
bash "$quietly" "$work/out/graded" grade "$work/hand-ins.csv" \\
  --assignment "$bundle/assignment.yaml" --roster "$work/roster.csv" --out "$work/out/graded"${risk} || [ $? -eq 1 ]
bash "$quietly" "$work/out/export" grade export classroom50 --out "$work/out/graded" --to "$work/out" \\
  --set "classroom=$CLASSROOM" --set "assignment=$ASSIGNMENT" \\
  --set "organization=$GITHUB_SERVER_URL/\${GITHUB_REPOSITORY%%/*}" \\
  --set "submission=$SUBMISSION_TAG" --set "commit=$COMMIT_URL" --set "release=$RELEASE_URL" \\
  --set "review=\${REVIEW_URL:-$COMMIT_URL}"

result=("$work"/out/classroom50/*/result.json)
if [ ! -f "\${result[0]}" ]; then
  echo "There is no mark. What was said of it:"
  cat "$work/out/graded.log" "$work/out/export.json"
  exit 1
fi
cp "\${result[0]}" "$submission/result.json"
`;
}
