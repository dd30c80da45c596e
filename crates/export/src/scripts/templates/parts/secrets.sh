# Names become part of a command below, so nothing but a name gets there.
for name in $secrets; do
    case $name in
    *[!A-Z0-9_]*) fail "$name is no name of a secret" ;;
    esac
done

# Values are taken as text: nothing in the file is run.
if [ -f "$secrets_file" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
        line=${line%"$(printf '\r')"}
        name=${line%%=*}
        for known in $secrets; do
            if [ "$name" = "$known" ] && [ "$line" != "$name" ]; then
                export "$name=${line#*=}"
            fi
        done
    done <"$secrets_file"
fi
