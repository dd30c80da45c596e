#!/bin/sh
# Starts this node in the background:
#   sh start.sh {{folder}}
# Passwords come from the environment, or from secrets.env at the top of the bundle
# (or the file that SECRETS_FILE names): one NAME=value in a line, taken as it stands.
set -eu

node={{id}}
pack={{pack}}
folder={{folder_word}}
config_file={{config_file}}
start_script={{start_script}}
log_file={{log_file}}
profile_flag={{profile_flag}}
secrets={{secrets_at_start}}
secrets_in_urls={{secrets_in_urls}}
marks={{marks}}
memory={{memory}}
java_flags={{java_flags}}
secrets_in_base64={{secrets_in_base64}}

fail() {
    printf '%s: %s\n' "$node" "$1" >&2
    exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
exported=$here/../$config_file
home=${1:-${APIM_HOME:-}}
[ -n "$home" ] || fail "say where $pack is unpacked for this node: sh start.sh $folder"
[ -d "$home" ] || fail "there is no folder $home"
home=$(CDPATH='' cd -- "$home" && pwd)
case $home in
*[[:space:]]*) fail "the path $home has a blank, which the product's own scripts cannot take: unpack $pack elsewhere" ;;
esac
[ -f "$home/$start_script" ] || fail "$home holds no $start_script: is it an unpacked $pack?"

secrets_file=${SECRETS_FILE:-$here/../../../secrets.env}

{{read_secrets}}

{{check_secrets}}

# The server wants these in base64 as well.
for name in $secrets_in_base64; do
    eval "value=\${$name-}"
    encoded=$(printf %s "$value" | base64 | tr -d '\n')
    export "${name}_BASE64=$encoded"
done

cmp -s "$exported" "$home/{{installed}}" ||
    fail "$home/$config_file is not the exported one: run install.sh first"

# The product would start whatever folder an inherited CARBON_HOME names.
CARBON_HOME=$home
export CARBON_HOME
unset RUNTIME_HOME RUNTIME
{{unlock}}
# What the environment says of Java's memory comes first.
JVM_MEM_OPTS=${JVM_MEM_OPTS:-$memory}
export JVM_MEM_OPTS
if [ -n "$java_flags" ]; then
    JAVA_OPTS="$java_flags${JAVA_OPTS:+ $JAVA_OPTS}"
    export JAVA_OPTS
fi
cd "$home"
if [ -n "$profile_flag" ]; then
    sh "$home/$start_script" "$profile_flag" {{background_word}}
else
    sh "$home/$start_script" {{background_word}}
fi
printf '%s: starting; follow %s\n' "$node" "$home/$log_file"
