#!/bin/sh
# Starts the nodes of this machine in the order of the runbook, and waits for each before the next:
#   sh start-all.sh          the nodes whose host this machine is
#   sh start-all.sh ID...    these nodes
#   sh start-all.sh --all    every node, where all of them run on one machine
# APIM_BASE is where the nodes' folders lie, {{base}} unless given; APIM_TIMEOUT is how many seconds
# each may take, {{seconds}} unless given.
set -eu

nodes={{ids}}
base=${APIM_BASE:-{{base_word}}}
seconds=${APIM_TIMEOUT:-{{seconds}}}
pid_file={{pid_file}}
log_file={{log_file}}
wanted=$*

fail() {
    printf 'start-all: %s\n' "$1" >&2
    exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
case $seconds in
*[!0-9]*) fail "APIM_TIMEOUT is a number of seconds, not $seconds" ;;
esac

{{machine}}
{{tcp}}
{{running}}
code=0
answers 127.0.0.1 9 || code=$?
[ "$code" != 2 ] || fail "waiting for a server needs bash with timeout, or nc: install one of them"

# Waits until a node answers; its process may take a while to begin, but must not end.
wait_for() {
    waited=0
    seen=''
    until answers 127.0.0.1 "$3"; do
        if running "$2"; then
            seen=yes
        elif [ -n "$seen" ]; then
            fail "$1 has ended while it started, see $2/$log_file; the nodes after it were not started"
        fi
        [ "$waited" -lt "$seconds" ] ||
            fail "$1 does not answer on port $3 after $seconds seconds, see $2/$log_file; the nodes after it were not started"
        sleep 1
        waited=$((waited + 1))
    done
    printf '%s: ready, it answers on port %s\n' "$1" "$3"
}

count=0
# node ID HOST ADDRESS FOLDER PORT
node() {
    if ! chosen "$1" "$2" "$3"; then
        [ -n "$wanted" ] || printf '%s: on %s run: sh start-all.sh %s\n' "$1" "$2" "$1"
        return 0
    fi
    count=$((count + 1))
    if running "$base/$4"; then
        printf '%s: it runs already\n' "$1"
    else
        sh "$here/nodes/$1/bin/start.sh" "$base/$4" ||
            fail "$1 was not started, and none of the nodes after it"
    fi
    wait_for "$1" "$base/$4" "$5"
}

{{lines}}
[ "$count" -gt 0 ] || fail "no node of this bundle has this machine for its host; name them: sh start-all.sh ID..."
