#!/bin/sh
# Starts the nodes of this machine in the order of the runbook, and waits for each before the next:
#   sh start-all.sh          the nodes whose host this machine is
#   sh start-all.sh ID...    these nodes
#   sh start-all.sh --all    every node, where all of them run on one machine
# APIM_BASE is where the nodes' folders lie, /opt unless given; APIM_TIMEOUT is how many seconds
# each may take, 300 unless given.
set -eu

nodes='km1 km2 tm1 tm2 pub1 pub2 dev1 dev2 gw1 gw2'
base=${APIM_BASE:-'/opt'}
seconds=${APIM_TIMEOUT:-300}
pid_file='wso2carbon.pid'
log_file='repository/logs/wso2carbon.log'
wanted=$*

fail() {
    printf 'start-all: %s\n' "$1" >&2
    exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
case $seconds in
*[!0-9]*) fail "APIM_TIMEOUT is a number of seconds, not $seconds" ;;
esac

small() {
    printf '%s' "$1" | tr '[:upper:]' '[:lower:]'
}

# What this machine is called and its addresses, each between blanks.
short=$(small "$(uname -n)")
machine=" localhost 127.0.0.1 ::1 $short $(small "$({ hostname -f; hostname -I; } 2>/dev/null | tr '\n' ' ')") "

# Whether one of these names is this machine's.
is_here() {
    for name in "$@"; do
        [ -n "$name" ] || continue
        name=$(small "$name")
        case $machine in
        *" $name "*) return 0 ;;
        esac
        # A machine that knows no domain is known by the first part of its name.
        case $short in
        '' | *.*) ;;
        *) case $name in "$short".*) return 0 ;; esac ;;
        esac
    done
    return 1
}

# Whether a node is one to work on.
chosen() {
    case " $wanted " in
    *' --all '* | *" $1 "*) return 0 ;;
    '  ') is_here "$2" "$3" ;;
    *) return 1 ;;
    esac
}

for name in $wanted; do
    case " --all $nodes " in
    *" $name "*) ;;
    *) fail "there is no node $name in this bundle; its nodes are $nodes" ;;
    esac
done
# Whether someone listens at a name and port: 0 yes, 1 no, 2 when this machine has nothing to ask with.
answers() {
    if command -v bash >/dev/null 2>&1 && command -v timeout >/dev/null 2>&1; then
        # shellcheck disable=SC2016 # the inner shell takes name and port as words, never as text to run
        timeout 5 bash -c 'exec 3<>"/dev/tcp/$0/$1"' "$1" "$2" 2>/dev/null || return 1
    elif command -v nc >/dev/null 2>&1; then
        nc -z -w 5 "$1" "$2" >/dev/null 2>&1 || return 1
    else
        return 2
    fi
}
# Whether the server of a folder runs, by its process number.
running() {
    [ -f "$1/$pid_file" ] || return 1
    pid=$(cat "$1/$pid_file")
    case $pid in
    '' | *[!0-9]*) return 1 ;;
    esac
    # A process of another user cannot be signalled, but it can be listed.
    kill -0 "$pid" 2>/dev/null || ps -p "$pid" >/dev/null 2>&1
}
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

node 'km1' 'km1.example.com' '10.0.3.21' 'wso2am-3.1.0-km1' '9443'
node 'km2' 'km2.example.com' '10.0.3.22' 'wso2am-3.1.0-km2' '9443'
node 'tm1' 'tm1.example.com' '10.0.3.11' 'wso2am-3.1.0-tm1' '9611'
node 'tm2' 'tm2.example.com' '10.0.3.12' 'wso2am-3.1.0-tm2' '9611'
node 'pub1' 'pub1.example.com' '10.0.2.11' 'wso2am-3.1.0-pub1' '9443'
node 'pub2' 'pub2.example.com' '10.0.2.12' 'wso2am-3.1.0-pub2' '9443'
node 'dev1' 'dev1.example.com' '10.0.2.21' 'wso2am-3.1.0-dev1' '9443'
node 'dev2' 'dev2.example.com' '10.0.2.22' 'wso2am-3.1.0-dev2' '9443'
node 'gw1' 'gw1.example.com' '10.0.1.11' 'wso2am-3.1.0-gw1' '8243'
node 'gw2' 'gw2.example.com' '10.0.1.12' 'wso2am-3.1.0-gw2' '8243'
[ "$count" -gt 0 ] || fail "no node of this bundle has this machine for its host; name them: sh start-all.sh ID..."
