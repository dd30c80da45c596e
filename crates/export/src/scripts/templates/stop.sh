#!/bin/sh
# Stops this node:
#   sh stop.sh /opt/wso2am-3.1.0
set -eu

node={{id}}
pack={{pack}}
start_script={{start_script}}

fail() {
    printf '%s: %s\n' "$node" "$1" >&2
    exit 1
}

home=${1:-${APIM_HOME:-}}
[ -n "$home" ] || fail "say where $pack is unpacked: sh stop.sh /opt/$pack"
[ -f "$home/$start_script" ] || fail "$home holds no $start_script: is it an unpacked $pack?"

cd "$home"
sh "$home/$start_script" stop
printf '%s: stopping\n' "$node"
