#!/bin/sh
# Shows the file settings of the app, and what it answers.
cat /etc/app/settings
wget -q -O - http://127.0.0.1:8080/
