export const WORKFLOW_HELP = `
github       .github/workflows/grade-ID.yml, for a private repository of yours with assignment, roster and hand-ins: a fresh
             machine for each shard, then one that joins their marks. Started by hand, or with --at-due.
gitlab       .gitlab-ci.yml for the same. It needs a runner of your own: Linux, as root, with Docker.
classroom50  an autograder for Classroom 50, which grades each push in the student's own repository and shows the result
             there. A student can read what runs there, so it holds no private tests; marks that count come from github.

Files are written whole, and one that says something else is left alone without --force. Logs show pseudonyms only.
Groundwork is used at one commit: give this command again, with --force, when a newer one is to grade.

  npx groundwork assignment workflow github --assignment ../class/week-3 --to ../class --shards 8
  npx groundwork assignment workflow github --assignment ../class/week-3 --to ../class --shards 8 --check`;

/** What to do with the files once they are there. */
export const NEXT_STEPS = {
  github: `Commit it to your private repository, with the assignment, the roster and the hand-ins.
Then, on GitHub: Actions, its name, Run workflow. The marks are uploaded at the end, as "marks".`,
  gitlab: `Commit it to your private project, with the assignment, the roster and the hand-ins, and give a runner of yours the tag "groundwork".
Then, on GitLab: Build, Pipelines, New pipeline. The marks are uploaded at the end, by the job "marks".`,
  classroom50: `Copy the folder below autograders/ to CLASSROOM/autograders/ASSIGNMENT in your organization's repository "classroom50",
and give the assignment its machine: gh teacher assignment add ORG CLASSROOM ASSIGNMENT --runtime runtime.json (with its other options).`,
} as const;
