#!/bin/sh
# Programs and libraries that a loader finds, or does not: one folder under /out/LIBC for each scene.
# Usage: build.sh LIBC COMPILER
set -eu
out="/out/$1"
cc="$2"

# library FILE SOURCE FLAGS...: with its own file name as soname
library() {
  file="$1"; shift
  mkdir -p "$(dirname "$file")"
  $cc -shared -fPIC -Wl,-soname,"$(basename "$file")" -o "$file" "$@"
}

# pair FOLDER FLAGS...: liba.so, linked with these flags, and the libb.so that it needs
pair() {
  folder="$1"; shift
  library "$folder/libb.so" b.c
  library "$folder/liba.so" a.c -L"$folder" -lb "$@"
}

# program SCENE LIBRARIES-FOLDER FLAGS...: a program that needs liba.so, which needs libb.so
program() {
  scene="$1"; folder="$2"; shift 2
  mkdir -p "$out/$scene"
  $cc -o "$out/$scene/app" app.c -L"$folder" -la -Wl,-rpath-link,"$folder" "$@"
}

old=-Wl,--disable-new-dtags
new=-Wl,--enable-new-dtags
at=/scenes

pair "$out/rpath/lib"
program rpath "$out/rpath/lib" $old -Wl,-rpath,$at/rpath/lib
pair "$out/runpath/lib"
program runpath "$out/runpath/lib" $new -Wl,-rpath,$at/runpath/lib
pair "$out/origin/lib" $new '-Wl,-rpath,$ORIGIN'
program origin "$out/origin/lib" $new '-Wl,-rpath,$ORIGIN/lib'
ln -s origin/app "$out/origin-link"
pair "$out/token/lib"
program token "$out/token/lib" $old '-Wl,-rpath,$ORIGIN/$LIB'
pair "$out/nowhere/lib"
program nowhere "$out/nowhere/lib"
cp -r "$out/nowhere" "$out/setuid"
chmod 4755 "$out/setuid/app"
pair "$out/text/lib"
program text "$out/text/lib" $old -Wl,-rpath,$at/text/lib
echo 'INPUT ( libb.so )' >"$out/text/lib/libb.so"
pair "$out/short/lib"
program short "$out/short/lib" $old -Wl,-rpath,$at/short/lib
: >"$out/short/lib/libb.so"
pair "$out/private/lib"
program private "$out/private/lib" $old -Wl,-rpath,$at/private/lib
chmod 600 "$out/private/lib/libb.so"

# No soname: what the program asks for is the path that it was linked with.
for scene in path gone; do
  mkdir -p "$out/$scene" "$at/$scene"
  $cc -shared -fPIC -o "$at/$scene/libpath.so" a.c b.c
  $cc -o "$out/$scene/app" app.c "$at/$scene/libpath.so"
done
cp "$at/path/libpath.so" "$out/path/"

# Only where glibc looks on some processors.
pair "$out/processor/lib"
program processor "$out/processor/lib" $old -Wl,-rpath,$at/processor/lib
mkdir -p "$out/processor/lib/glibc-hwcaps/x86-64-v2"
mv "$out/processor/lib/libb.so" "$out/processor/lib/glibc-hwcaps/x86-64-v2/"

library "$out/version/lib/libv.so" versioned.c -D NEW -Wl,--version-script,new.map
for scene in version weak unversioned; do
  flags=""
  [ "$scene" != weak ] || flags="-D WEAK"
  mkdir -p "$out/$scene/lib"
  $cc $flags -o "$out/$scene/app" asks.c -L"$out/version/lib" -lv $old -Wl,-rpath,$at/$scene/lib
done
library "$out/version/lib/libv.so" versioned.c -Wl,--version-script,old.map
cp "$out/version/lib/libv.so" "$out/weak/lib/libv.so"
library "$out/unversioned/lib/libv.so" versioned.c -D NEW

mkdir -p "$out/static" "$out/static-pie" "$out/plain"
$cc -static -o "$out/static/app" plain.c
$cc -static-pie -o "$out/static-pie/app" plain.c
$cc -o "$out/plain/app" plain.c

mkdir -p "$out/glibc-only/lib"
gcc -shared -fPIC -Wl,-soname,liba.so -o "$out/glibc-only/lib/liba.so" glibc-only.c
$cc -o "$out/glibc-only/app" app.c -L"$out/origin/lib" -la -Wl,-rpath-link,"$out/origin/lib" \
  $old -Wl,-rpath,$at/glibc-only/lib

mkdir -p "$out/env"
printf '#!/usr/bin/env sh\necho works\n' >"$out/env/app"
printf '#!/usr/bin/env no-such-program\n' >"$out/env/missing"
printf '#!/usr/bin/env sh -e\necho works\n' >"$out/env/two-words"
printf '#!/usr/bin/env sh\r\necho works\n' >"$out/env/crlf"
printf '#!/bin/sh\necho works\n' >"$out/env/shell"
printf '#!/bin/sh\r\necho works\n' >"$out/env/shell-crlf"
chmod 755 "$out"/env/*
