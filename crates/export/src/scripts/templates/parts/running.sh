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
