#!/bin/sh
# Makes every keystore and truststore that the nodes' files name, on one machine, with the keytool of
# Java 8 or later:
#   sh create-keystores.sh                 signed by an authority (CA) that it makes as well
#   sh create-keystores.sh --self-signed   each certificate stands for itself
#   sh create-keystores.sh --requests      keys, and requests that a CA of yours signs
#   sh create-keystores.sh --replies DIR   takes in what that CA sent: DIR/NAME.pem for each request,
#                                          and DIR/ca*.pem with its own certificates, the root first
# Everything lies in certificates/out afterwards: a folder for each node, whose files belong into
# repository/resources/security of that node, and nowhere else; keep out/ca and out/primary safe.
# A key that is there is kept: what was encrypted with a lost primary key stays unread. To make one
# anew, remove its file. Truststores are made anew each time.
# Passwords come from the environment, or from secrets.env at the top of the bundle (or the file that
# SECRETS_FILE names); CA_PASSWORD there is the authority's. No command line ever shows one.
# CERTIFICATE_DAYS is how long certificates last, 3650 unless given. TRUSTSTORE_BASE is a truststore
# to begin with, such as the shipped one with the public authorities, and TRUSTSTORE_BASE_PASSWORD
# its password; the shipped certificate, whose key everybody has, is taken out of it.
set -eu
umask 077

secrets='KEYSTORE_PASSWORD TRUSTSTORE_PASSWORD'
shipped_alias='wso2carbon'
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
            -keyalg RSA -keysize 3072 -sigalg SHA256withRSA -validity "$days" -dname 'CN=highly-available authority' \
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
        TRUSTSTORE_BASE_PASSWORD=${TRUSTSTORE_BASE_PASSWORD:-wso2carbon}
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

pair '_primary' 'primary' 'wso2carbon.jks' 'JKS' 'KEYSTORE_PASSWORD' 'wso2carbon' 'highly-available signing key' 'dns:dev1.example.com,dns:dev.example.com,ip:10.0.2.21,dns:localhost,ip:127.0.0.1,dns:dev2.example.com,ip:10.0.2.22,dns:gw1.example.com,dns:gw.example.com,ip:10.0.1.11,dns:gw2.example.com,ip:10.0.1.12,dns:km1.example.com,dns:km.example.com,ip:10.0.3.21,dns:km2.example.com,ip:10.0.3.22,dns:pub1.example.com,dns:pub.example.com,ip:10.0.2.11,dns:pub2.example.com,ip:10.0.2.12,dns:tm1.example.com,ip:10.0.3.11,dns:tm.example.com,dns:tm2.example.com,ip:10.0.3.12'
place 'primary' 'wso2carbon.jks' 'dev1' 'always'
place 'primary' 'wso2carbon.jks' 'dev2' 'always'
place 'primary' 'wso2carbon.jks' 'gw1' 'always'
place 'primary' 'wso2carbon.jks' 'gw2' 'always'
place 'primary' 'wso2carbon.jks' 'km1' 'always'
place 'primary' 'wso2carbon.jks' 'km2' 'always'
place 'primary' 'wso2carbon.jks' 'pub1' 'always'
place 'primary' 'wso2carbon.jks' 'pub2' 'always'
place 'primary' 'wso2carbon.jks' 'tm1' 'always'
place 'primary' 'wso2carbon.jks' 'tm2' 'always'
pair 'lb-dev' 'load-balancers/lb-dev' 'lb-dev.p12' 'PKCS12' 'KEYSTORE_PASSWORD' 'lb-dev' 'dev.example.com' 'dns:dev.example.com'
pem 'lb-dev' 'load-balancers/lb-dev' 'lb-dev.p12' 'KEYSTORE_PASSWORD'
pair 'lb-gw' 'load-balancers/lb-gw' 'lb-gw.p12' 'PKCS12' 'KEYSTORE_PASSWORD' 'lb-gw' 'gw.example.com' 'dns:gw.example.com'
pem 'lb-gw' 'load-balancers/lb-gw' 'lb-gw.p12' 'KEYSTORE_PASSWORD'
pair 'lb-km' 'load-balancers/lb-km' 'lb-km.p12' 'PKCS12' 'KEYSTORE_PASSWORD' 'lb-km' 'km.example.com' 'dns:km.example.com'
pem 'lb-km' 'load-balancers/lb-km' 'lb-km.p12' 'KEYSTORE_PASSWORD'
pair 'lb-pub' 'load-balancers/lb-pub' 'lb-pub.p12' 'PKCS12' 'KEYSTORE_PASSWORD' 'lb-pub' 'pub.example.com' 'dns:pub.example.com'
pem 'lb-pub' 'load-balancers/lb-pub' 'lb-pub.p12' 'KEYSTORE_PASSWORD'
pair 'lb-tm' 'load-balancers/lb-tm' 'lb-tm.p12' 'PKCS12' 'KEYSTORE_PASSWORD' 'lb-tm' 'tm.example.com' 'dns:tm.example.com'
pem 'lb-tm' 'load-balancers/lb-tm' 'lb-tm.p12' 'KEYSTORE_PASSWORD'
if [ "$mode" = --requests ]; then
    rm -f "$log"
    printf 'Let your CA sign %s, then run: sh create-keystores.sh --replies DIR\n' "$out/requests/*.csr"
    exit 0
fi
peers 'lb-dev' 'load-balancers/lb-dev'
peers 'lb-gw' 'load-balancers/lb-gw'
peers 'lb-km' 'load-balancers/lb-km'
peers 'lb-pub' 'load-balancers/lb-pub'
peers 'lb-tm' 'load-balancers/lb-tm'
trust 'client-truststore.jks' 'JKS' 'TRUSTSTORE_PASSWORD' 'dev1 dev2 km1 km2 pub1 pub2 tm1 tm2'
trust 'client-truststore.jks' 'JKS' 'TRUSTSTORE_PASSWORD' 'gw1 gw2' 'gateway_certificate_alias' '_primary'
rm -f "$log"
printf 'Copy the files of each folder in %s into repository/resources/security of that node.\n' "$out/nodes"
