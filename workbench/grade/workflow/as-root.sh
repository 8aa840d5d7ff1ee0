#!/usr/bin/env bash
# `groundwork ARGS…` as root, in a CI job: a sandbox takes it. Needs nobody's password on the runners of GitHub.
set -euo pipefail
project=$(cd "$(dirname "${BASH_SOURCE[0]}")/../../.." && pwd)
as_root=()
# sudo clears the environment, and has a PATH of its own.
[ "$(id -u)" -eq 0 ] ||
  as_root=(sudo env "PATH=$PATH" ${DOCKER_HOST:+"DOCKER_HOST=$DOCKER_HOST"} ${GROUNDWORK_STATE:+"GROUNDWORK_STATE=$GROUNDWORK_STATE"})
exec "${as_root[@]}" node "$project/bootstrap/groundwork.mjs" "$@"
