#!/bin/bash
# Installs the Debian packages into a bare Debian 12 and uses them there: test_deb.sh PACKAGES
#
# Needs root, debootstrap and Debian's packages; says so and exits 77 where it cannot be done. What
# the program needs has to come with the package's own dependencies, so nothing else is installed.
set -euo pipefail
packages=$(cd "$1" && pwd)
here=$(cd "$(dirname "$0")" && pwd)

skip() {
    echo "test_deb: skipped: $1"
    exit 77
}

[ "$(id -u)" -eq 0 ] || skip "needs root"
command -v debootstrap >/dev/null || skip "needs debootstrap"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
root=$folder/root

# The same source of packages as this system's.
source_of_packages=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | head -n 1)
[ -n "$source_of_packages" ] || skip "no source of Debian packages"
debootstrap --variant=minbase bookworm "$root" "$source_of_packages" >"$folder/debootstrap.log" 2>&1 ||
    skip "debootstrap failed: $(tail -n 1 "$folder/debootstrap.log")"

inside() { chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/opt LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"; }

cp "$packages"/*.deb "$root/opt/"
cp "$here/use.c" "$root/opt/"
inside apt-get update -q >/dev/null
inside sh -c 'apt-get install -q -y --no-install-recommends /opt/counterweight_*.deb' >"$folder/install.log" 2>&1 ||
    { cat "$folder/install.log" >&2; exit 1; }

inside counterweight --version
inside counterweight check /usr/share/counterweight/dossiers/csto-2022.yaml
inside counterweight brief --quiet --draws 1000 -o /opt/csto.html \
    /usr/share/counterweight/dossiers/csto-2022.yaml >"$folder/brief.txt"
grep -q 'gains Belarus' "$folder/brief.txt"
grep -q '</html>' "$root/opt/csto.html"
inside test -s /usr/share/bash-completion/completions/counterweight

# And the library, for those who write programs of their own.
inside sh -c 'apt-get install -q -y --no-install-recommends /opt/libcounterweight-dev_*.deb gcc pkg-config' \
    >"$folder/develop.log" 2>&1 || { cat "$folder/develop.log" >&2; exit 1; }
inside sh -c 'cc -std=c17 -o /opt/use /opt/use.c $(pkg-config --cflags --libs counterweight) && /opt/use'

inside sh -c 'apt-get purge -q -y counterweight libcounterweight-dev' >/dev/null 2>&1
if [ -e "$root/usr/bin/counterweight" ] || [ -e "$root/usr/share/counterweight" ]; then
    echo "test_deb: something stays behind" >&2
    exit 1
fi
echo "test_deb: fine"
