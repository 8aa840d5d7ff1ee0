# The team's base, for you to read and to try: docker build -t team/base:1 -f base.Dockerfile .
# The lab builds it from this file, too, with another WORD and another APP_UID each time.
FROM alpine:3.24
ENV WORD=hello
ENV APP_UID=65532
RUN printf '#!/bin/sh\necho "$WORD: $*"\n' > /usr/local/bin/say && chmod 755 /usr/local/bin/say
WORKDIR /srv/app
USER $APP_UID:$APP_UID
ENTRYPOINT ["say"]
CMD ["good", "morning"]
