#!/bin/sh
# Builds /result from its argument, and leaves behind what a build leaves behind: a cache and objects.
set -e
mkdir -p /var/cache/builder /tmp/objects
head -c 1500000 /dev/urandom > /var/cache/builder/index
head -c 1500000 /dev/urandom > /tmp/objects/main.o
echo "built from $1" > /result
