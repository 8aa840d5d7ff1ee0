FROM busybox:1.38-musl
ARG EDITION=1
COPY --from=programs/esbuild /esbuild /usr/bin/esbuild
RUN mkdir /srv && echo "worker, edition $EDITION" > /srv/name
CMD ["sh", "-c", "cat /srv/name && esbuild --version"]
