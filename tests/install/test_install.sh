#!/bin/bash
# Installs a build into a fresh folder, moves it, and uses it as a stranger would:
# test_install.sh BUILD VERSION
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
build=$1 version=$2
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

fail() {
    echo "test_install: $1" >&2
    exit 1
}

cmake --install "$build" --prefix "$folder/first" >/dev/null
mv "$folder/first" "$folder/second"
prefix=$folder/second
PKG_CONFIG_PATH=$(dirname "$(find "$prefix" -name counterweight.pc)")
LD_LIBRARY_PATH=$(dirname "$PKG_CONFIG_PATH")
export PKG_CONFIG_PATH LD_LIBRARY_PATH

[ "$(pkg-config --modversion counterweight)" = "$version" ] || fail "wrong version in counterweight.pc"

compile=("${CC:-cc}" -std=c17 -Wall -Wextra -Werror "$here/use.c")
# shellcheck disable=SC2046 # pkg-config gives several words
"${compile[@]}" -o "$folder/shared" $(pkg-config --cflags --libs counterweight)
ldd "$folder/shared" | grep "$prefix.*libcounterweight" >/dev/null || fail "does not use the shared library"
[ "$("$folder/shared")" = "counterweight $version" ] || fail "the shared library gives something else"

# shellcheck disable=SC2046
"${compile[@]}" -o "$folder/static" $(pkg-config --cflags counterweight) \
    "$LD_LIBRARY_PATH/libcounterweight.a" \
    $(pkg-config --static --libs counterweight | sed 's/-lcounterweight//')
! ldd "$folder/static" | grep libcounterweight >/dev/null || fail "uses the shared library after all"
[ "$("$folder/static")" = "counterweight $version" ] || fail "the static library gives something else"

if [ -e "$prefix/bin/counterweight" ]; then
    "$prefix/bin/counterweight" --version | grep -F "$version" >/dev/null || fail "wrong version of the program"
fi
for page in "$prefix"/share/man/man*/*; do
    [ ! -e "$page" ] || man --warnings=w -l "$page" 2>&1 >/dev/null | { ! grep .; } || fail "$page is faulty"
done
