set -e
mkdir /data
chown daemon /data
exec su -s /bin/sh daemon -c '
  echo "$WORD" > /data/note
  httpd -p 80 -h /data
  echo "$(id -un) heard $(wget -q -O - http://127.0.0.1/note)"
'
