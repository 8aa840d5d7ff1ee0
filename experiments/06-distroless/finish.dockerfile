COPY passwd group /new/etc/
COPY os-release /new/usr/lib/os-release
RUN echo 'hosts: files dns' > /new/etc/nsswitch.conf \
 && mkdir -p /new/etc/ssl/certs /new/var/lib/dpkg/status.d \
 && install -d -m 700 -o 65532 -g 65532 /new/home/nonroot
RUN dpkg-deb --extract /debs/ca-certificates_*.deb /certificates \
 && find /certificates/usr/share/ca-certificates -name '*.crt' | LC_ALL=C sort | xargs cat > /new/etc/ssl/certs/ca-certificates.crt
RUN cd /new/var/lib/dpkg/status.d \
 && for name in base-files netbase tzdata tzdata-legacy media-types \
      libc6 libssl3t64 libzstd1 zlib1g; do \
      dpkg-deb --field /debs/${name}_*.deb > $name; \
      dpkg-deb --info /debs/${name}_*.deb md5sums > $name.md5sums; \
    done
