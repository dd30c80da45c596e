#!/bin/sh
# Mounts the shared folders of {{id}}: as root, after install.sh and before the first start.
# The first node fills an empty share with what its own folders hold, because a mount hides them.
# Run it on one node after the other.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
home={{home}}
units=/etc/systemd/system

fail() {
    printf '%s\n' "$1" >&2
    exit 1
}

[ "$(id -u)" = 0 ] || fail "Run this as root."
[ -d "$home" ] || fail "$home is not there: unpack the product and run install.sh first."

owner=$(stat -c %u "$home")
[ "$owner" = {{uid}} ] ||
    fail "$home belongs to user number $owner, the drawing says {{uid}}: all nodes of a share need the same."

# share UNIT FILE FOLDER REMOTE
share() {
    [ -d "$3" ] || {
        mkdir -p "$3"
        chown --reference="$home" "$3"
    }
    stage=$(mktemp -d)
    mount -t nfs "$4" "$stage" || {
        rmdir "$stage"
        fail "$4 cannot be mounted: is its server up, and does /etc/exports name this machine?"
    }
    if [ -z "$(ls -A "$stage")" ]; then
        # As the owner, because the server takes root for nobody.
        setpriv --reuid="$owner" --regid="$(stat -c %g "$home")" --clear-groups \
            cp -R "$3/." "$stage/"
        printf '%s\n' "$4 was empty and has the files of $3 now."
    fi
    umount "$stage"
    rmdir "$stage"
    cp "$here/$2" "$units/$1"
    systemctl daemon-reload
    systemctl enable --now "$1"
    printf '%s\n' "$3 is $4."
}

{{folders}}
