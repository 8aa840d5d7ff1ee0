#!/bin/sh
# Prints when the style sheet was ordered, by the clocks of TZ, and then the style sheet.
set -e
echo "/* ordered at $(date -d "@$ORDERED" '+%H:%M') */"
printf '$ink: %s;\na { color: $ink; }\n' "$INK" > /tmp/in.scss
exec /sass/dart /sass/sass.snapshot /tmp/in.scss
