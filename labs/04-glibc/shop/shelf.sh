#!/bin/sh
# A package mirror in a folder, so that nothing here needs a network: sh shelf.sh EDITION
# apt uses it like any other mirror: it reads an index, keeps a copy of it, and fetches packages by name.
set -eu
edition=$1
shelf=/shelf
work=$(mktemp -d)
mkdir -p "$shelf"
rm -f "$shelf"/*

# pack NAME FIELDS: makes a package of the folder $work/NAME and puts it on the shelf.
pack() {
  mkdir -p "$work/$1/DEBIAN"
  printf 'Package: %s\nVersion: 1.0-%s\nArchitecture: all\nMaintainer: Groundwork <nobody@example.invalid>\n%b' \
    "$1" "$edition" "$2" > "$work/$1/DEBIAN/control"
  dpkg-deb --root-owner-group --build "$work/$1" "$shelf" > /dev/null
}

# put NAME PATH MODE: a file of the package NAME, its text from standard input.
put() {
  install -D -m "$3" /dev/stdin "$work/$1$2"
}

put stamps /usr/bin/stamp 755 <<'END'
#!/bin/sh
echo "[stamp] $*"
END
pack stamps 'Description: a stamp for each card\n'

put printer /usr/bin/printer 755 <<'END'
#!/bin/sh
echo "printing $*"
END
head -c 3000000 /dev/urandom | put printer /usr/share/printer/fonts 644
pack printer 'Description: prints cards, if you have paper\n'

put postcards /usr/bin/postcards 755 <<END
#!/bin/sh
set -e
stamp "Dear \$1,"
echo "greetings from the $edition edition."
END
echo 'Anybody may send these.' | put postcards /usr/share/doc/postcards/copyright 644
pack postcards 'Depends: stamps\nRecommends: printer\nDescription: greetings to anybody\n'

put atlas /usr/bin/atlas 755 <<'END'
#!/bin/sh
set -e
. /etc/atlas.conf
echo "$1 is on sheet $SHEETS of the $EDITION edition."
END
printf 'EDITION=%s\nSHEETS=%s\n' "$edition" "$(echo "$edition" | wc -c)" |
  put atlas /usr/share/doc/atlas/examples/atlas.conf 644
echo 'Anybody may use these maps.' | put atlas /usr/share/doc/atlas/copyright 644
echo 'Long ago somebody drew a map.' | put atlas /usr/share/doc/atlas/history.txt 644
echo '.TH ATLAS 1' | put atlas /usr/share/man/man1/atlas.1 644
pack atlas 'Description: says where a place is\n'

# The index. A real one lists tens of thousands of packages; these further names give it some weight.
cd "$shelf"
for deb in *.deb; do
  dpkg-deb --field "$deb"
  printf 'Filename: ./%s\nSize: %s\nSHA256: %s\n\n' "$deb" "$(stat -c %s "$deb")" "$(sha256sum "$deb" | cut -d ' ' -f 1)"
done > Packages
seq 9000 | sed 's/.*/Package: volume-&\nVersion: &\nArchitecture: all\nFilename: .\/volume-&.deb\nSize: &\nSHA256: &\nDescription: volume & of a library that nobody installs\n/' >> Packages
gzip --force "$shelf/Packages"
rm -rf "$work"

# This mirror is the only one, and its index comes packed. apt reports errors and no speeds: these differ from run to run.
rm -f /etc/apt/sources.list /etc/apt/sources.list.d/*
echo 'deb [trusted=yes] copy:/shelf ./' > /etc/apt/sources.list
cat > /etc/apt/apt.conf.d/shelf <<'END'
Acquire::CompressionTypes::Order "gz";
quiet "2";
Dpkg::Use-Pty "false";
END
