#!/bin/bash
# Sources the completion script and completes command lines with it: test_completion.sh SCRIPT
set -euo pipefail
# shellcheck disable=SC1090 # made by the build
source "$1"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
touch alpha.yaml 'two words.yaml'
compopt() { :; } # works within a completion only
faults=0

# expect "WHAT COMES OUT" WORD...: completes the last word
expect() {
    local expected=$1
    shift
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _counterweight
    local actual="${COMPREPLY[*]-}"
    if [ "$actual" != "$expected" ]; then
        echo "completing '$*': expected '$expected', got '$actual'" >&2
        faults=1
    fi
}

expect "brief" counterweight bri
expect "--version" counterweight --v
expect "--threads" counterweight brief --thr
expect "--strict" counterweight check --st
expect "" counterweight check --draws
expect "auto always" counterweight brief --color a
expect "always" counterweight brief --color = al
expect "auto always never" counterweight brief --color =
expect "html" counterweight brief --format h
expect "alpha.yaml" counterweight brief al
expect "two words.yaml" counterweight check tw
expect "alpha.yaml" counterweight brief -o al
expect "" counterweight brief --draws al
expect "timeline" counterweight help ti
expect "" counterweight version al
exit "$faults"
