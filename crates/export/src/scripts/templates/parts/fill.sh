# Each line whose value is a marker, in single quotes, gets the value of that secret. Nobody else may
# read the file from now on. Until the last step has worked, start.sh takes the node for not installed.
rm -f "$home/$config_file.exported"
(
    umask 077
    # shellcheck disable=SC2016 # awk reads these, not the shell
    awk '
    /^[A-Za-z0-9_.-]+ = \047\[?@[A-Z0-9_]+@\]?\047$/ {
        at = index($0, " = ")
        key = substr($0, 1, at - 1)
        marker = substr($0, at + 4, length($0) - at - 4)
        brackets = substr(marker, 1, 1) == "["
        if (brackets) marker = substr(marker, 2, length(marker) - 2)
        value = ENVIRON[substr(marker, 2, length(marker) - 2)]
        safe = ""
        for (i = 1; i <= length(value); i++) {
            c = substr(value, i, 1)
            if (c == "\\" || c == "\"") safe = safe "\\"
            safe = safe c
        }
        if (brackets) safe = "[" safe "]"
        print key " = \"" safe "\""
        next
    }
    { print }' "$exported" >"$home/$config_file.new"
) || {
    rm -f "$home/$config_file.new"
    fail "$home/$config_file could not be written; it is as it was"
}
mv "$home/$config_file.new" "$home/$config_file"
