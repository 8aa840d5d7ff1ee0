set -e
words=$(sort /var/lib/app/words)
echo $$ > /run/app/pid
echo "$words" > /var/cache/app/sorted
echo "first: $(head -n 1 /var/cache/app/sorted)"
