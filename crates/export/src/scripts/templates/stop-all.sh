#!/bin/sh
# Stops the nodes of this machine, the last one of the runbook first, and waits until each has ended:
#   sh stop-all.sh           the nodes whose host this machine is
#   sh stop-all.sh ID...     these nodes
#   sh stop-all.sh --all     every node, where all of them run on one machine
# APIM_BASE is where the nodes' folders lie, {{base}} unless given; APIM_TIMEOUT is how many seconds
# each may take, {{seconds}} unless given.
set -eu

nodes={{ids}}
base=${APIM_BASE:-{{base_word}}}
seconds=${APIM_TIMEOUT:-{{seconds}}}
pid_file={{pid_file}}
wanted=$*

fail() {
    printf 'stop-all: %s\n' "$1" >&2
    exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
case $seconds in
*[!0-9]*) fail "APIM_TIMEOUT is a number of seconds, not $seconds" ;;
esac

{{machine}}
{{running}}
count=0
bad=0
# node ID HOST ADDRESS FOLDER PORT
node() {
    if ! chosen "$1" "$2" "$3"; then
        [ -n "$wanted" ] || printf '%s: on %s run: sh stop-all.sh %s\n' "$1" "$2" "$1"
        return 0
    fi
    count=$((count + 1))
    if ! running "$base/$4"; then
        printf '%s: it does not run\n' "$1"
        return 0
    fi
    # What does not stop keeps nobody else from stopping.
    sh "$here/nodes/$1/bin/stop.sh" "$base/$4" || bad=$((bad + 1))
    waited=0
    while running "$base/$4"; do
        if [ "$waited" -ge "$seconds" ]; then
            printf '%s: still runs after %s seconds\n' "$1" "$seconds" >&2
            bad=$((bad + 1))
            return 0
        fi
        sleep 1
        waited=$((waited + 1))
    done
    printf '%s: stopped\n' "$1"
}

{{lines_back}}
[ "$count" -gt 0 ] || fail "no node of this bundle has this machine for its host; name them: sh stop-all.sh ID..."
[ "$bad" = 0 ] || fail "not every node was stopped"
