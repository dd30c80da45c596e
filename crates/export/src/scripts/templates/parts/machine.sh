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
