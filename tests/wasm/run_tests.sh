#!/bin/bash
# The tests of the core on a machine of 32 bits: run_tests.sh CLANG BUILD-FOLDER.
#
# They are compiled for wasm32, where sizes and addresses have 32 bits, linked with the objects of the
# page's module and run in node. Left out are tests that read files or dossiers, as there is no libyaml for that machine
# (the module itself is compared with the program on dossiers by page.core), and those in which the linker
# puts one function in the place of another.
set -euo pipefail
clang=${1:?usage: run_tests.sh CLANG BUILD-FOLDER}
build=${2:?usage: run_tests.sh CLANG BUILD-FOLDER}
cd "$(dirname "$0")/../.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# __riscv: see cmake/Wasm.cmake.
flags=(--target=wasm32-wasi -std=c17 -O1 -ffp-contract=off -Wall -Wextra -Werror -D__riscv
    -D_POSIX_C_SOURCE=200809L -DCW_PROMISES="\"$work\"" -Iinclude -Isrc "-I$build/include" -isystem tests/wasm -Itests)
link=(-Wl,--gc-sections,--stack-first,-z,stack-size=4194304 -lm)
left_out=" voting/test_council voting/test_forum_power voting/test_indices voting/test_cancelled bargaining/test_disturbed "

shared=()
for source in src/base/number.c tests/support/failing_allocator.c tests/support/promise.c tests/voting/support.c \
    tests/voting/brute.c tests/voting/brute_public_goods.c tests/voting/small_works.c tests/bargaining/support.c; do
    object=$work/$(echo "$source" | tr / _).o
    "$clang" "${flags[@]}" -c "$source" -o "$object"
    shared+=("$object")
done

passed=0
for source in tests/voting/test_*.c tests/bargaining/test_*.c; do
    test=${source#tests/}
    test=${test%.c}
    [[ $left_out != *" $test "* ]] || continue
    "$clang" "${flags[@]}" "$source" "${shared[@]}" "$build"/wasm/*.o "${link[@]}" -o "$work/test.wasm"
    (cd tests && node --no-warnings --experimental-wasi-unstable-preview1 wasm/run.mjs "$work/test.wasm" > "$work/said" 2>&1) || {
        cat "$work/said"
        echo "$source fails on 32 bits" >&2
        exit 1
    }
    passed=$((passed + 1))
done
echo "$passed test programs of the core pass on 32 bits"
tests/support/promise.py "$build" core-32-bit "test programs of the core pass" "$passed"
