#!/bin/sh
# What a scanner does first: it looks for a list of packages, and reads names and versions out of it.
cd "$1" || exit 2
cat var/lib/dpkg/status var/lib/dpkg/status.d/* 2> /dev/null | grep '^Package: ' > /tmp/found
echo "$(wc -l < /tmp/found) packages"
echo "libssl3t64: $(grep -c '^Package: libssl3t64$' /tmp/found) in the list," \
  "$(find . -name 'libssl.so.3' | wc -l) on the disk"
