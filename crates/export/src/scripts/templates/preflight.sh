#!/bin/sh
# Checks what usually goes wrong, on the node's own machine and as the user that starts it:
#   sh preflight.sh {{folder}}
#   sh preflight.sh --local {{folder}}    asks no other machine, as the service does
# It changes nothing. Each problem is one line, and the exit code is 1 when there is any. What could
# not be checked here is said, and is no problem. Passwords come from where start.sh takes them.
set -eu

node={{id}}
pack={{pack}}
folder={{folder_word}}
config_file={{config_file}}
start_script={{start_script}}
security_folder={{security_folder}}
pid_file={{pid_file}}
java_from={{java_from}}
java_to={{java_to}}
ports={{ports}}
secrets={{secrets}}
secrets_at_start={{secrets_at_start}}
secrets_in_urls={{secrets_in_urls}}
marks={{marks}}
shipped_passwords={{shipped_passwords}}
# A certificate that ends within this many days is a problem.
days=${PREFLIGHT_DAYS:-30}

problems=0
problem() {
    problems=$((problems + 1))
    printf '%s: %s\n' "$node" "$1" >&2
}
note() {
    printf '%s: %s\n' "$node" "$1"
}
fail() {
    printf '%s: %s\n' "$node" "$1" >&2
    exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
exported=$here/../$config_file
alone=''
if [ "${1:-}" = --local ]; then
    alone=yes
    shift
fi
home=${1:-${APIM_HOME:-}}
[ -n "$home" ] || fail "say where $pack is unpacked for this node: sh preflight.sh $folder"
[ -d "$home" ] || fail "there is no folder $home"
home=$(CDPATH='' cd -- "$home" && pwd)
case $home in
*[[:space:]]*) fail "the path $home has a blank, which the product's own scripts cannot take: unpack $pack elsewhere" ;;
esac
[ -f "$home/$start_script" ] || fail "$home holds no $start_script: is it an unpacked $pack?"
secrets_file=${SECRETS_FILE:-$here/../../../secrets.env}

{{read_secrets}}
{{tcp}}
{{running}}
# Java. The product reads JAVA_HOME and nothing else.
if [ -z "${JAVA_HOME:-}" ]; then
    problem "JAVA_HOME is not set: the product does not start without it"
elif [ ! -x "$JAVA_HOME/bin/java" ]; then
    problem "JAVA_HOME is $JAVA_HOME, which holds no bin/java"
else
    version=$("$JAVA_HOME/bin/java" -version 2>&1 | sed -n 's/.*version "\([^"]*\)".*/\1/p' | head -n 1) || version=''
    major=${version#1.}
    major=${major%%[!0-9]*}
    if [ -z "$major" ]; then
        problem "$JAVA_HOME/bin/java does not say its version"
    elif [ "$major" -lt "$java_from" ] || [ "$major" -gt "$java_to" ]; then
        problem "Java is $version, and the product runs with $java_from to $java_to: let JAVA_HOME name another"
    fi
fi

# The file.
cmp -s "$exported" "$home/{{installed}}" ||
    problem "$home/$config_file is not the exported one: run install.sh"

# Secrets, as start.sh wants them.
for name in $secrets; do
    eval "value=\${$name-}"
    # shellcheck disable=SC2154 # eval has just set it
    if [ -z "$value" ]; then
        case " $secrets_at_start " in
        *" $name "*) problem "the secret $name has no value: put it into $secrets_file" ;;
        esac
        continue
    fi
    case $marks:$value in
    xml:*'&'* | xml:*'<'* | xml:*'"'*) problem "the secret $name must not hold & < or a double quote: the server would not start" ;;
    yaml:[!A-Za-z]* | yaml:*[!A-Za-z0-9_.+=~^-]*) problem "the secret $name must be letters, digits and any of _ . + = ~ ^ - with a letter first: the server would read something else" ;;
    vault:*'['* | vault:*']'*) problem "the secret $name must not hold [ or ]: the product's tool takes them for the ends of a value" ;;
    esac
    case " $secrets_in_urls " in
    *" $name "*)
        case $value in
        *[@#/%?:]*) problem "the secret $name must not hold @ # / % ? or : because it becomes part of a URL" ;;
        esac
        ;;
    esac
    for shipped in $shipped_passwords; do
        [ "$value" != "$shipped" ] ||
            problem "the secret $name has the value that every fresh installation has: choose another one for production"
    done
done

# Ports. A server that runs has them, of course.
taken() {
    if [ -r /proc/net/tcp ]; then
        cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | grep -q "$(printf ':%04X [0-9A-F]*:0000 0A' "$1")"
    else
        answers 127.0.0.1 "$1"
    fi
}
if running "$home"; then
    note "it runs already, so its ports are not checked"
else
    for port in $ports; do
        code=0
        taken "$port" || code=$?
        case $code in
        0) problem "port $port is taken by another program" ;;
        2) note "not checked: whether port $port is free" ;;
        esac
    done
fi

# Keystores. keytool comes with Java, and takes passwords from the environment, where nobody sees them.
keytool=${JAVA_HOME:-}/bin/keytool
ask() {
    "$keytool" -J-Duser.language=en -J-Duser.country=US -J-Duser.timezone=UTC "$@" </dev/null 2>/dev/null
}
# there FILE SECRET: whether a store can be asked at all
there() {
    if [ ! -f "$home/$security_folder/$1" ]; then
        problem "$home/$security_folder/$1 is missing"
        return 1
    fi
    eval "value=\${$2-}"
    [ -n "$value" ] || return 1
    if [ ! -x "$keytool" ]; then
        note "not checked: whether $1 opens, because JAVA_HOME has no bin/keytool"
        return 1
    fi
}
# opens FILE TYPE SECRET
opens() {
    if ! ask -list -keystore "$home/$security_folder/$1" -storetype "$2" -storepass:env "$3" >/dev/null; then
        problem "$1 does not open as $2 with the password of $3"
        return 1
    fi
}
# keystore FILE TYPE SECRET ALIAS: its key, the key's password, and how long its certificate lasts
keystore() {
    there "$1" "$3" || return 0
    # A request can only be signed by who opens the key.
    if ask -certreq -keystore "$home/$security_folder/$1" -storetype "$2" -storepass:env "$3" -keypass:env "$3" -alias "$4" >/dev/null; then
        lasts "$@"
    elif opens "$@"; then
        if ask -list -keystore "$home/$security_folder/$1" -storetype "$2" -storepass:env "$3" -alias "$4" >/dev/null; then
            problem "the key $4 in $1 does not open with the password of $3, which is the keystore's"
        else
            problem "$1 has no entry $4"
        fi
    fi
}
# lasts FILE TYPE SECRET ALIAS
lasts() {
    ends=$(ask -list -v -keystore "$home/$security_folder/$1" -storetype "$2" -storepass:env "$3" -alias "$4" |
        sed -n 's/^.* until: //p' | head -n 1)
    if ! seconds=$(date -u -d "$ends" +%s 2>/dev/null) || ! now=$(date -u +%s); then
        note "not checked: how long the certificate $4 in $1 lasts (until $ends)"
    elif [ "$seconds" -le "$now" ]; then
        problem "the certificate $4 in $1 has ended: $ends"
    elif [ "$seconds" -le $((now + days * 86400)) ]; then
        problem "the certificate $4 in $1 ends within $days days: $ends"
    fi
}
# truststore FILE TYPE SECRET ALIAS...: it opens and has what the product looks for by name
truststore() {
    there "$1" "$3" || return 0
    opens "$1" "$2" "$3" || return 0
    store=$1 type=$2 secret=$3
    shift 3
    for alias in "$@"; do
        ask -list -keystore "$home/$security_folder/$store" -storetype "$type" -storepass:env "$secret" -alias "$alias" >/dev/null ||
            problem "the truststore $store has no certificate $alias"
    done
}
{{stores}}
# Folders that partners share have to be other file systems than the node's own folder.
place() {
    df -P "$1" 2>/dev/null | sed -n '2s/^.*% *//p'
}
shared() {
    if [ ! -d "$home/$1" ]; then
        problem "the shared folder $home/$1 is missing"
    elif [ "$(place "$home/$1")" = "$(place "$home")" ]; then
        problem "the shared folder $home/$1 is not mounted"
    elif [ ! -w "$home/$1" ]; then
        problem "the shared folder $home/$1 cannot be written by $(id -un)"
    fi
}
{{shares}}
# Names and other machines.
resolves() {
    if command -v getent >/dev/null 2>&1; then
        getent hosts "$1" >/dev/null 2>&1 || problem "the name $1 does not resolve: see network/hosts"
    else
        note "not checked: whether the name $1 resolves"
    fi
}
# reaches WHOM NAME PORT WHEN: a node that starts after this one may be silent still
reaches() {
    code=0
    answers "$2" "$3" || code=$?
    case $code:$4 in
    1:earlier) problem "$1 does not answer at $2 on port $3" ;;
    1:later) note "$1 does not answer at $2 on port $3 yet; it starts later" ;;
    2:*) note "not checked: whether $1 answers at $2 on port $3" ;;
    esac
}
others() {
    :
{{others}}
}
if [ -z "$alone" ]; then
    others
fi

[ "$problems" = 0 ] || exit 1
note "no problem found"
