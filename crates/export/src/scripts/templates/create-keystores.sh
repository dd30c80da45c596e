#!/bin/sh
# Makes every keystore and truststore that the nodes' files name, on one machine, with the keytool of
# Java 8 or later:
#   sh create-keystores.sh                 signed by an authority (CA) that it makes as well
#   sh create-keystores.sh --self-signed   each certificate stands for itself
#   sh create-keystores.sh --requests      keys, and requests that a CA of yours signs
#   sh create-keystores.sh --replies DIR   takes in what that CA sent: DIR/NAME.pem for each request,
#                                          and DIR/ca*.pem with its own certificates, the root first
# Everything lies in certificates/out afterwards: a folder for each node, whose files belong into
# {{security_folder}} of that node, and nowhere else; keep out/ca and out/primary safe.
# A key that is there is kept: what was encrypted with a lost primary key stays unread. To make one
# anew, remove its file. Truststores are made anew each time.
# Passwords come from the environment, or from secrets.env at the top of the bundle (or the file that
# SECRETS_FILE names); CA_PASSWORD there is the authority's. No command line ever shows one.
# CERTIFICATE_DAYS is how long certificates last, 3650 unless given. TRUSTSTORE_BASE is a truststore
# to begin with, such as the shipped one with the public authorities, and TRUSTSTORE_BASE_PASSWORD
# its password; the shipped certificate, whose key everybody has, is taken out of it.
set -eu
umask 077

secrets={{secrets}}
shipped_alias={{shipped_alias}}
days=${CERTIFICATE_DAYS:-3650}

fail() {
    printf 'create-keystores: %s\n' "$1" >&2
    exit 1
}

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
out=$here/out
secrets_file=${SECRETS_FILE:-$here/../secrets.env}
mode=${1:---ca}
replies=${2:-}
case $mode in
--ca) secrets="$secrets CA_PASSWORD" ;;
--self-signed | --requests) ;;
--replies) [ -d "$replies" ] || fail "say which folder the replies are in: sh create-keystores.sh --replies DIR" ;;
*) fail "it takes --ca, --self-signed, --requests or --replies DIR, not $mode" ;;
esac
case $days in
'' | *[!0-9]*) fail "CERTIFICATE_DAYS is a number of days, not $days" ;;
esac

if [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/keytool" ]; then
    keytool=$JAVA_HOME/bin/keytool
else
    keytool=$(command -v keytool) || fail "there is no keytool: let JAVA_HOME name a Java"
fi

{{read_secrets}}
for name in $secrets; do
    eval "value=\${$name-}"
    # shellcheck disable=SC2154 # eval has just set it
    [ "${#value}" -ge 6 ] || fail "the secret $name has no value of at least six characters: put it into $secrets_file"
done

mkdir -p "$out/certs"
log=$out/keytool.log
tool() {
    "$keytool" -J-Duser.language=en "$@" </dev/null >"$log" 2>&1 || {
        cat "$log" >&2
        fail "keytool $1 failed"
    }
}

# File names come from the nodes' settings; one that leaves its folder is none.
bare() {
    case $1 in
    '' | .* | *[!A-Za-z0-9._-]*) fail "the name of a keystore is a bare file name of letters, digits, dots, hyphens and underscores, not: $1" ;;
    esac
}

usage=ku:c=digitalSignature,keyEncipherment,dataEncipherment
ends=eku=serverAuth,clientAuth
if [ "$mode" = --ca ]; then
    mkdir -p "$out/ca"
    if [ ! -f "$out/ca/ca.p12" ]; then
        tool -genkeypair -keystore "$out/ca/ca.p12" -storetype PKCS12 -storepass:env CA_PASSWORD -alias ca \
            -keyalg RSA -keysize 3072 -sigalg SHA256withRSA -validity "$days" -dname {{ca_name}} \
            -ext bc:c=ca:true,pathlen:0 -ext ku:c=keyCertSign,cRLSign
    fi
    tool -exportcert -rfc -keystore "$out/ca/ca.p12" -storetype PKCS12 -storepass:env CA_PASSWORD -alias ca -file "$out/ca/ca.pem"
fi

# pair NAME FOLDER FILE TYPE SECRET ALIAS SUBJECT NAMES: a key with its certificate
made=''
pair() {
    bare "$3"
    name=$1 store=$out/$2/$3
    mkdir -p "$out/$2"
    entry() {
        "$keytool" -list -keystore "$store" -storetype "$4" -storepass:env "$5" -alias "$6" </dev/null >/dev/null 2>&1
    }
    if [ -f "$store" ] && entry "$@"; then
        printf '%s: kept %s\n' "$name" "$2/$3"
        new=''
    else
        tool -genkeypair -keystore "$store" -storetype "$4" -storepass:env "$5" -keypass:env "$5" -alias "$6" \
            -keyalg RSA -keysize 2048 -sigalg SHA256withRSA -validity "$days" -dname "CN=$7" \
            -ext "$usage" -ext "$ends" ${8:+-ext "SAN=$8"}
        printf '%s: made %s\n' "$name" "$2/$3"
        new=yes
    fi
    case $mode in
    --ca) [ -z "$new" ] || sign "$4" "$5" "$6" "$8" ;;
    --requests)
        mkdir -p "$out/requests"
        tool -certreq -keystore "$store" -storetype "$4" -storepass:env "$5" -keypass:env "$5" -alias "$6" \
            -file "$out/requests/$name.csr" ${8:+-ext "SAN=$8"} -ext "$usage" -ext "$ends"
        ;;
    --replies) reply "$4" "$5" "$6" ;;
    esac
    tool -exportcert -rfc -keystore "$store" -storetype "$4" -storepass:env "$5" -alias "$6" -file "$out/certs/$name.pem"
    made="$made $name"
}

# sign TYPE SECRET ALIAS NAMES: by the authority
sign() {
    tool -certreq -keystore "$store" -storetype "$1" -storepass:env "$2" -keypass:env "$2" -alias "$3" -file "$out/ca/request.csr"
    tool -gencert -keystore "$out/ca/ca.p12" -storetype PKCS12 -storepass:env CA_PASSWORD -alias ca -rfc \
        -infile "$out/ca/request.csr" -outfile "$out/ca/signed.pem" -sigalg SHA256withRSA -validity "$days" \
        -ext "$usage" -ext "$ends" ${4:+-ext "SAN=$4"}
    cat "$out/ca/signed.pem" "$out/ca/ca.pem" >"$out/ca/chain.pem"
    tool -importcert -noprompt -keystore "$store" -storetype "$1" -storepass:env "$2" -keypass:env "$2" -alias "$3" -file "$out/ca/chain.pem"
    rm -f "$out/ca/request.csr" "$out/ca/signed.pem" "$out/ca/chain.pem"
}

# reply TYPE SECRET ALIAS: the answer to a request, below the authority's own certificates
reply() {
    [ -f "$replies/$name.pem" ] || fail "$replies holds no $name.pem, the reply to out/requests/$name.csr"
    cat "$replies/$name.pem" "$replies"/ca*.pem >"$out/chain.pem" || fail "$replies holds no ca*.pem with the authority's certificates"
    tool -importcert -noprompt -keystore "$store" -storetype "$1" -storepass:env "$2" -keypass:env "$2" -alias "$3" -file "$out/chain.pem"
    rm -f "$out/chain.pem"
}

# place FOLDER FILE NODE WHEN: the same file for one more node; once, where it gets a key of its own
place() {
    bare "$2"
    mkdir -p "$out/nodes/$3"
    if [ "$4" = always ] || [ ! -f "$out/nodes/$3/$2" ]; then
        cp "$out/$1/$2" "$out/nodes/$3/$2"
    fi
}

# pem NAME FOLDER FILE SECRET: for a load balancer, which reads no keystore
pem() {
    if ! command -v openssl >/dev/null 2>&1; then
        printf '%s: openssl is not here, so take certificate and key out of %s where it is\n' "$1" "$2/$3"
        return 0
    fi
    if ! openssl pkcs12 -in "$out/$2/$3" -passin "env:$4" -nokeys -out "$out/$2/$1.crt" 2>"$log" ||
        ! openssl pkcs12 -in "$out/$2/$3" -passin "env:$4" -nocerts -nodes -out "$out/$2/$1.key" 2>"$log"; then
        cat "$log" >&2
        fail "openssl could not read $2/$3"
    fi
    cat "$out/$2/$1.crt" "$out/$2/$1.key" >"$out/$2/$1.pem"
}

# peers NAME FOLDER: what a load balancer checks the nodes' certificates with
peers() {
    case $mode in
    --ca) cat "$out/ca/ca.pem" ;;
    --replies) cat "$replies"/ca*.pem ;;
    *) for name in $made; do cat "$out/certs/$name.pem"; done ;;
    esac >"$out/$2/$1-nodes-ca.crt"
}

# trust FILE TYPE SECRET NODES [ALIAS NAME]...: one truststore, for these nodes
trust() {
    bare "$1"
    file=$1 type=$2 secret=$3 nodes=$4
    shift 4
    store=$out/truststore.tmp
    rm -f "$store"
    if [ -n "${TRUSTSTORE_BASE:-}" ]; then
        TRUSTSTORE_BASE_PASSWORD=${TRUSTSTORE_BASE_PASSWORD:-{{shipped_password}}}
        export TRUSTSTORE_BASE_PASSWORD
        tool -importkeystore -noprompt -srckeystore "$TRUSTSTORE_BASE" -srcstorepass:env TRUSTSTORE_BASE_PASSWORD \
            -destkeystore "$store" -deststoretype "$type" -deststorepass:env "$secret"
        "$keytool" -delete -keystore "$store" -storetype "$type" -storepass:env "$secret" -alias "$shipped_alias" </dev/null >/dev/null 2>&1 || :
    fi
    case $mode in
    --ca) anchor ca "$out/ca/ca.pem" ;;
    --replies)
        for pem in "$replies"/ca*.pem; do
            name=${pem##*/}
            anchor "${name%.pem}" "$pem"
        done
        ;;
    *) for name in $made; do anchor "$name" "$out/certs/$name.pem"; done ;;
    esac
    while [ "$#" -ge 2 ]; do
        anchor "$1" "$out/certs/$2.pem"
        shift 2
    done
    for node in $nodes; do
        mkdir -p "$out/nodes/$node"
        cp "$store" "$out/nodes/$node/$file"
        printf '%s: made %s\n' "$node" "nodes/$node/$file"
    done
    rm -f "$store"
}
anchor() {
    if [ -n "${TRUSTSTORE_BASE:-}" ]; then
        # What it begins with may have the name already.
        "$keytool" -delete -keystore "$store" -storetype "$type" -storepass:env "$secret" -alias "$1" </dev/null >/dev/null 2>&1 || :
    fi
    tool -importcert -noprompt -keystore "$store" -storetype "$type" -storepass:env "$secret" -alias "$1" -file "$2"
}

{{pairs}}
if [ "$mode" = --requests ]; then
    rm -f "$log"
    printf 'Let your CA sign %s, then run: sh create-keystores.sh --replies DIR\n' "$out/requests/*.csr"
    exit 0
fi
{{trusts}}
rm -f "$log"
printf 'Copy the files of each folder in %s into {{security_folder}} of that node.\n' "$out/nodes"
