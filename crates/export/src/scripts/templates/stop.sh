#!/bin/sh
# Stops this node:
#   sh stop.sh {{folder}}
set -eu

node={{id}}
pack={{pack}}
folder={{folder_word}}
start_script={{start_script}}
pid_file={{pid_file}}

fail() {
    printf '%s: %s\n' "$node" "$1" >&2
    exit 1
}

home=${1:-${APIM_HOME:-}}
[ -n "$home" ] || fail "say where $pack is unpacked for this node: sh stop.sh $folder"
[ -d "$home" ] || fail "there is no folder $home"
home=$(CDPATH='' cd -- "$home" && pwd)
case $home in
*[[:space:]]*) fail "the path $home has a blank, which the product's own scripts cannot take: unpack $pack elsewhere" ;;
esac
[ -f "$home/$start_script" ] || fail "$home holds no $start_script: is it an unpacked $pack?"

[ -f "$home/$pid_file" ] || fail "no server runs from $home: there is no $pid_file"
pid=$(cat "$home/$pid_file")
case $pid in
'' | *[!0-9]*) fail "$home/$pid_file holds no process number" ;;
esac
# A process of another user cannot be signalled, but it can be listed.
kill -0 "$pid" 2>/dev/null || ps -p "$pid" >/dev/null 2>&1 ||
    fail "no server runs from $home: the process $pid of $pid_file is gone"

# The product would stop whatever folder an inherited CARBON_HOME names.
CARBON_HOME=$home
export CARBON_HOME
unset RUNTIME_HOME RUNTIME
cd "$home"
sh "$home/$start_script" {{stop_word}}
printf '%s: stopping\n' "$node"
