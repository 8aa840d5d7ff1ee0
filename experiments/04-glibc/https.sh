#!/bin/sh
# A server with a certificate that it has signed itself, and curl, which asks it. Arguments go to curl.
cd /tmp
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout key.pem -out site.pem \
  -subj /CN=localhost -addext subjectAltName=DNS:localhost 2> /dev/null
openssl s_server -quiet -www -key key.pem -cert site.pem -accept 4433 2> /dev/null &
until openssl s_client -connect localhost:4433 < /dev/null > /dev/null 2>&1; do sleep 0.1; done
curl --silent --show-error --output /dev/null --write-out 'status %{http_code}\n' "$@" https://localhost:4433
