#!/bin/sh
set -eu
flags="--port ${PORT:-8080} --name ${NAME:-unnamed}"
if [ -n "${VERBOSE:-}" ]; then
  flags="$flags --verbose"
fi
for flag in $flags; do
  echo "flag: $flag"
done
