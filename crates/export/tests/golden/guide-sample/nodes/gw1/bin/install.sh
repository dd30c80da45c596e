#!/bin/sh
# Puts this node's configuration into a product that was unpacked for it alone. Run it on the node's
# own machine:
#   sh install.sh /opt/wso2am-3.1.0-gw1
# Running it again is safe. Nothing is downloaded and nothing is started.
set -eu

node='gw1'
pack='wso2am-3.1.0'
folder='/opt/wso2am-3.1.0-gw1'
config_file='repository/conf/deployment.toml'
optimizer='bin/profileSetup.sh'
profile_flag='-Dprofile=gateway-worker'
keep_flag='--skipConfigOptimization'
start_script='bin/wso2server.sh'
hostname_verifier=''

fail() {
    printf '%s: %s\n' "$node" "$1" >&2
    exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
exported=$here/../$config_file
home=${1:-${APIM_HOME:-}}

[ -n "$home" ] || fail "say where $pack is unpacked for this node: sh install.sh $folder"
[ -d "$home" ] || fail "there is no folder $home"
home=$(CDPATH='' cd -- "$home" && pwd)
case $home in
*[[:space:]]*) fail "the path $home has a blank, which the product's own scripts cannot take: unpack $pack elsewhere" ;;
esac
[ -f "$home/$config_file" ] || fail "$home holds no $config_file: is it an unpacked $pack?"
[ -f "$exported" ] || fail "this bundle is not complete: $config_file is missing beside bin"

# The optimizer takes away what the profile does not need, for good: one folder serves one node.
marker=$home/$config_file.node
if [ -f "$marker" ]; then
    owner=$(cat "$marker")
    [ "$owner" = "$node" ] || fail "$home belongs to the node $owner: unpack $pack once more for this one, for example into $folder"
fi
if [ -n "$optimizer" ]; then
    [ -f "$home/$optimizer" ] || fail "$home holds no $optimizer"
fi
printf '%s\n' "$node" >"$marker"

# First the optimizer, then the file: without its flag the optimizer would replace the file.
if [ -n "$optimizer" ]; then
    (cd "$home/bin" && sh "$home/$optimizer" "$profile_flag" "$keep_flag") ||
        fail "$optimizer failed, see its output above"
fi

kept=$home/$config_file.before-topology-designer
[ -f "$kept" ] || cp "$home/$config_file" "$kept"
cp "$exported" "$home/$config_file"
cmp -s "$exported" "$home/$config_file" || fail "$home/$config_file is not what was copied"

# How names in certificates are checked stands in the product's own script, behind all that the
# environment could say.
if [ -n "$hostname_verifier" ]; then
    script=$home/$start_script
    [ -f "$script" ] || fail "$home holds no $start_script"
    unchecked=false
    [ "$hostname_verifier" != AllowAll ] || unchecked=true
    edited=$(mktemp)
    sed -e "s/\(-Dhttpclient\.hostnameVerifier=\)\"\{0,1\}[A-Za-z]*\"\{0,1\}/\1$hostname_verifier/" \
        -e "s/\(-Dorg\.opensaml\.httpclient\.https\.disableHostnameVerification=\)[a-z]*/\1$unchecked/" \
        "$script" >"$edited"
    # Into the file that is there: its mode and owner stay.
    cat "$edited" >"$script"
    rm -f "$edited"
    grep -q -e "-Dhttpclient.hostnameVerifier=$hostname_verifier" "$script" ||
        fail "$script has no -Dhttpclient.hostnameVerifier: names in certificates are checked as before"
fi

printf '%s: %s is in place; the one before it is kept as %s\n' "$node" "$config_file" "$kept"
