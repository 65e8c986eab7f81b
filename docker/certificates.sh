#!/bin/sh
# Makes the certificates by which the processes of compose.yaml know each other, in the folders that it mounts:
#
#   docker/certificates.sh <folder> <public name> <landlord>…
#
# Two authorities: one of servers, one that issues to the gateway alone, whose certificates open the nodes. Run again,
# it renews every certificate of 90 days and keeps the authorities (ten years); running processes follow. Keep
# <folder>/authorities to yourself. The proxy's certificate, which browsers see, is yours to replace by a public one.
set -eu
[ $# -ge 3 ] || { sed -n '2,10s/^# \{0,1\}//p' "$0" >&2; exit 2; }
folder=$1 name=$2
shift 2
umask 077
kept=$folder/authorities
mkdir -p "$kept"

authority() { # name
  [ -f "$kept/$1.key" ] && return
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -sha256 -days 3650 \
    -subj "/CN=Palier $1" -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign \
    -keyout "$kept/$1.key" -out "$kept/$1.pem" 2>/dev/null
}

issue() { # authority, folder, file, usage, names
  mkdir -p "$2"
  printf 'basicConstraints=CA:FALSE\nextendedKeyUsage=%s\nsubjectAltName=%s\n' "$4" "$5" > "$kept/extensions"
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$3" \
    -keyout "$2/$3.key.new" -out "$kept/request" 2>/dev/null
  openssl x509 -req -in "$kept/request" -CA "$kept/$1.pem" -CAkey "$kept/$1.key" -CAcreateserial -sha256 -days 90 \
    -extfile "$kept/extensions" -out "$2/$3.pem.new" 2>/dev/null
  mv "$2/$3.key.new" "$2/$3.key"
  mv "$2/$3.pem.new" "$2/$3.pem"
  rm "$kept/request" "$kept/extensions"
}

believe() { # authority, folder, file
  cp "$kept/$1.pem" "$2/$3.new"
  mv "$2/$3.new" "$2/$3"
}

authority servers
authority clients

issue servers "$folder/proxy" server serverAuth "DNS:$name,DNS:identity.$name"
believe servers "$folder/proxy" authority.pem
issue servers "$folder/gateway" server serverAuth "DNS:gateway,DNS:$name"
issue clients "$folder/gateway" client clientAuth "DNS:gateway"
believe servers "$folder/gateway" authority.pem
# What several gateways share; unused where there is one.
issue servers "$folder/valkey" server serverAuth "DNS:valkey"
believe servers "$folder/valkey" authority.pem
issue servers "$folder/broker" server serverAuth "DNS:broker"
believe servers "$folder/broker" authority.pem
for process in convention classification "$@"; do
  issue servers "$folder/$process" server serverAuth "DNS:$process"
  believe servers "$folder/$process" authority.pem
  believe clients "$folder/$process" clients.pem
done
# Of the listeners for submissions; unused where nothing is submitted.
for landlord in "$@"; do
  issue servers "$folder/$landlord-submissions" server serverAuth "DNS:$landlord-submissions,DNS:localhost,IP:127.0.0.1"
done
