#!/bin/sh
# ./test.sh [--yes] [--fast] [-R REGEX]: installs what is missing (after asking), builds, runs the tests.
#   --fast     without the second build under AddressSanitizer and UndefinedBehaviorSanitizer
#   -R REGEX   only the tests whose names match
# The last line is "N passed, N failed"; the status is 0 only if nothing failed.
set -eu
umask 022 # the tests also run as another user, who must be able to read what is built
root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
. "$root/.setup/common.sh"
. "$root/.setup/suites.sh"

yes=0 fast=0 only=
while [ $# -gt 0 ]; do
    case "$1" in
    --yes) yes=1 ;;
    --fast) fast=1 ;;
    -R)
        [ $# -ge 2 ] || { say "-R needs a pattern."; exit 2; }
        only=$2
        shift
        ;;
    *)
        say "Unknown option '$1'. ./test.sh [--yes] [--fast] [-R REGEX]"
        exit 2
        ;;
    esac
    shift
done

# shellcheck disable=SC2086 # lists of words
require_packages $build_packages $test_packages

# The tests bring what they need; what this desktop has set must not change their verdict.
unset DISPLAY WAYLAND_DISPLAY QT_STYLE_OVERRIDE QT_SCALE_FACTOR SOCKETLAB_ENGINE SOCKETLAB_RESOURCES
export QT_QPA_PLATFORM=offscreen
export LANG=C.UTF-8 LC_ALL=C.UTF-8

scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
passed=0 failed=0

configure_options=
if build release all; then
    run_suite 'without a kernel or a window' release 2 '^unit$'
    run_suite 'windows, offscreen' release 2 '^offscreen$'
    if [ "$(id -u)" -eq 0 ]; then
        run_suite 'on the kernel, as root' release 2 '^kernel$'
        run_suite_as_nobody 'on the kernel, as an ordinary user (uid 65534)' release 2 '^kernel$'
    else
        run_suite "on the kernel, as an ordinary user (uid $(id -u))" release 2 '^kernel$'
    fi
else
    failed=$((failed + 1))
fi

if [ "$fast" = 0 ]; then
    [ "${CI:-}" != true ] || configure_options=-DSOCKETLAB_WERROR=ON
    if build asan socketlab socketlab-engine socketlab-actor unit_tests offscreen_tests; then
        sanitized 1 run_suite 'sanitized: without a kernel or a window' asan 2 '^unit$'
        sanitized 0 run_suite 'sanitized: windows, offscreen' asan 2 '^offscreen$'
        sanitized 0 run_lesson 'sanitized: one lesson' asan three-way-handshake
    else
        failed=$((failed + 1))
    fi
fi

if [ $((passed + failed)) -eq 0 ]; then
    say "No test matches '$only'."
    failed=1
fi
printf '%s passed, %s failed\n' "$passed" "$failed"
[ "$failed" -eq 0 ]
