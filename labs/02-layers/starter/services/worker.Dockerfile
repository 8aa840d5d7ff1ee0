FROM busybox:1.38-musl AS parts
ARG EDITION=1
COPY --from=programs/esbuild /esbuild /parts/usr/bin/esbuild
RUN mkdir /parts/srv && echo "worker, edition $EDITION" > /parts/srv/name

FROM busybox:1.38-musl
COPY --from=parts /parts/ /
CMD ["sh", "-c", "cat /srv/name && esbuild --version"]
