#!/bin/sh
# The app is process 1 here. Its files are below /proc/1/root, its environment is in /proc/1/environ.
cat /proc/1/root/etc/app/settings
port=$(tr '\0' '\n' < /proc/1/environ | sed -n 's/^PORT=//p')
wget -q -O - "http://127.0.0.1:${port:-8080}/"
