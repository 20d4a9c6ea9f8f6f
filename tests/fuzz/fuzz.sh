#!/bin/sh
# tests/fuzz/fuzz.sh [MINUTES [TARGET…]]: builds the fuzzers and runs each so many minutes (10), one after the other, seeded
# with the kept corpus. What it finds is a file crash-TARGET-… in build/fuzz; what it learns is in build/fuzz/corpus.
# tests/fuzz/fuzz.sh --keep TARGET: the fewest of those files that reach as much, at most 60, become the kept corpus.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd -P)
build=$root/build/fuzz
kept=$root/tests/fuzz/corpus

if [ "${1:-}" = --keep ]; then
    exec python3 "$root/tests/fuzz/keep.py" "$build/bin/fuzz_$2" "$kept/$2" "$build/corpus/$2"
fi
minutes=${1:-10}
[ $# -eq 0 ] || shift
# shellcheck disable=SC2012,SC2046 # names without spaces
[ $# -gt 0 ] || set -- $(cd "$root/tests/fuzz" && ls -- *Fuzz.cpp | sed 's/Fuzz.cpp$//' | tr '[:upper:]' '[:lower:]')

cmake --preset fuzz -S "$root" >/dev/null
cmake --build "$build" >&2
found=0
for target in "$@"; do
    case $target in
    recording | lesson | machine) length=16384 ;;
    *) length=4096 ;;
    esac
    mkdir -p "$build/corpus/$target"
    words=$root/tests/fuzz/dictionaries/$target.dict
    printf '%s: %s minutes\n' "$target" "$minutes"
    nice -n 19 "$build/bin/fuzz_$target" -max_total_time=$((minutes * 60)) -max_len=$length -timeout=10 \
        -rss_limit_mb=2048 -print_final_stats=1 -dict="$words" \
        -artifact_prefix="$build/crash-$target-" "$build/corpus/$target" "$kept/$target" >"$build/$target.log" 2>&1 || {
        found=1
        grep -aE 'ERROR|should hold|runtime error' "$build/$target.log" | head -n 3
        printf 'found something: %s\n' "$build/$target.log"
    }
    grep -a 'number_of_executed_units\|^#.*DONE' "$build/$target.log" || true
done
exit $found
