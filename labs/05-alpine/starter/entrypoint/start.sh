#!/bin/bash
set -eu
flags=(--port "${PORT:-8080}" --name "${NAME:-unnamed}")
if [[ -n "${VERBOSE:-}" ]]; then
  flags+=(--verbose)
fi
for flag in "${flags[@]}"; do
  echo "flag: $flag"
done
