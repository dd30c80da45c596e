# The server reads the keystore's password from this file, and removes it.
for name in $secrets; do
    eval "value=\${$name-}"
    (umask 077 && printf '%s\n' "$value" >"$home/$password_file")
    unset "$name"
done
