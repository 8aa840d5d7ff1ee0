#!/bin/sh
# Packs /parcel.tar: a message, and a photo of some size. Stands for whatever you download.
set -e
mkdir /parcel
echo "$1" > /parcel/message
head -c 2000000 /dev/urandom > /parcel/photo
tar -cf /parcel.tar -C /parcel message photo
