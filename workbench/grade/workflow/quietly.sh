#!/usr/bin/env bash
# `groundwork ARGS… --json`, as root, where others read the log: a CI job.
#
#   quietly.sh NAME ARGS…
#
# What it prints names students, so it goes to NAME.json and NAME.log. The log gets the lines that hold pseudonyms only, and
# what the exit code means. Exits with groundwork's own code.
set -uo pipefail
name=$1
shift
mkdir -p "$(dirname "$name")"

# Whole lines have to look like this, so no name gets through.
shown='^([0-9]+ of [0-9]+ graded(, about [0-9a-z. ]+ left)?: [a-z0-9-]+, s[0-9a-f]{16}: [a-z-]+|[0-9]+ graded now, [0-9]+ were graded before\.)$'
bash "$(dirname "${BASH_SOURCE[0]}")/as-root.sh" "$@" --json 2>&1 >"$name.json" |
  tee "$name.log" | { grep --line-buffered -E "$shown" || true; }
code=${PIPESTATUS[0]}

# Root made files for the instructor's eyes only; whoever runs the job has to upload them.
[ "$(id -u)" -eq 0 ] || sudo chown -R "$(id -u):$(id -g)" "$(dirname "$name")"

case $code in
  0) echo "groundwork $1, $(basename "$name"): fine" ;;
  1) echo "groundwork $1, $(basename "$name"): not everything could be taken (exit 1)" ;;
  2) echo "groundwork $1, $(basename "$name"): something that it was given can't be used (exit 2)" ;;
  3) echo "groundwork $1, $(basename "$name"): something could not be graded, or this machine failed (exit 3)" ;;
  *) echo "groundwork $1, $(basename "$name"): exit $code" ;;
esac
[ "$code" -eq 0 ] || echo "Why: $(basename "$name").log, in what this job uploads. It may name students, so it is not shown here."
exit "$code"
