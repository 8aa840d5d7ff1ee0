#!/bin/sh
set -eu
set -- --port "${PORT:-8080}" --name "${NAME:-unnamed}"
if [ -n "${VERBOSE:-}" ]; then
  set -- "$@" --verbose
fi
for flag in "$@"; do
  echo "flag: $flag"
done
