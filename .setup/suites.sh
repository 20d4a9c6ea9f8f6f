# The suites of test.sh (POSIX sh; sourced, not run). Expects $root, $scratch, $only; counts into $passed and $failed.
# shellcheck disable=SC2154 # the variables are shared

# run_suite TITLE PRESET JOBS LABEL: the tests of one label, as who we are.
run_suite() {
    printf '== %s\n' "$1"
    prepare_suite "$2"
    run_ctest '' "$2" "$3" "$4"
}

# The same as uid 65534, who owns nothing here and has no groups.
run_suite_as_nobody() {
    printf '== %s\n' "$1"
    prepare_suite "$2"
    mkdir -p "$suite/home" "$suite/tmp"
    chown -R 65534:65534 "$suite"
    chmod 755 "$scratch"
    closed_way=
    as_nobody test -r "$root/build/$2/bin/socketlab" || closed_way=through_closed_folders
    run_ctest as_nobody "$2" "$3" "$4"
}

as_nobody() {
    $closed_way setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all \
        env -u XDG_STATE_HOME -u XDG_RUNTIME_DIR -u XDG_CONFIG_HOME -u XDG_CACHE_HOME -u XDG_DATA_HOME -u CCACHE_DIR \
        HOME="$suite/home" TMPDIR="$suite/tmp" USER=nobody LOGNAME=nobody "$@"
}

# Where a folder above the checkout is closed to others.
through_closed_folders() {
    unshare --mount --propagation private sh "$root/.setup/reachable.sh" "$root" "$scratch" "$@"
}

# ctest writes beside the tests that it is given. A list of its own, which includes the real one, lets somebody run
# them who can't write there.
prepare_suite() {
    suites=$((${suites:-0} + 1))
    suite=$scratch/$suites
    mkdir -p "$suite"
    printf 'include("%s/build/%s/tests/CTestTestfile.cmake")\n' "$root" "$1" >"$suite/CTestTestfile.cmake"
}

# run_ctest PREFIX PRESET JOBS LABEL: PREFIX is one word that runs the rest, or nothing.
run_ctest() {
    log=$suite/ctest.log
    : >"$log"
    ${1:+"$1"} ctest --test-dir "$suite" -j "$3" -L "$4" ${only:+-R "$only"} --output-on-failure --timeout 600 \
        >"$log" 2>&1 || true
    # What ctest says about itself is left out; what a failed test said is not.
    grep -v '^\(Internal ctest\|Test project\| *Start \|Label Time\|[a-z]* *= .*proc\|Total Test time\|$\)' "$log" \
        | sed "s|$root/||g" || true
    tally "$log"
}

# "97% tests passed, 1 tests failed out of 30". No such line: ctest itself failed, unless -R left nothing to do.
tally() {
    counts=$(sed -n 's/^[0-9]*% tests passed, \([0-9]*\) tests* failed out of \([0-9]*\)$/\1 \2/p' "$1" | tail -n 1)
    if [ -n "$counts" ]; then
        passed=$((passed + ${counts#* } - ${counts% *}))
        failed=$((failed + ${counts% *}))
    elif [ -z "$only" ] || ! grep -q 'No tests were found' "$1"; then
        failed=$((failed + 1))
    fi
}

# run_lesson TITLE PRESET LESSON: one lesson from end to end, counted as one test.
run_lesson() {
    printf '%s\n' "$3" | grep -Eq -e "${only:-.}" || return 0
    printf '== %s\n' "$1"
    if "$root/build/$2/bin/socketlab" run "$3" --journal "$scratch/$3.pcapng" >"$scratch/lesson.log" 2>&1; then
        printf '%s: Passed\n' "$3"
        passed=$((passed + 1))
    else
        cat "$scratch/lesson.log"
        printf '%s: Failed\n' "$3"
        failed=$((failed + 1))
    fi
}

# sanitized LEAKS COMMAND…: with what the sanitizers need. A finding ends the program with a status of its own, so that
# no test that expects a failure takes it for one. LEAKS is 1 where lost memory is a finding too: not with windows, whose
# fonts and platform plugin keep theirs to the end, and not in the engine, which cannot have the helper process that
# LeakSanitizer looks from (its children are born in the lab's pid namespace).
sanitized() {
    ASAN_OPTIONS=exitcode=86:detect_stack_use_after_return=1:detect_leaks=$1
    UBSAN_OPTIONS=print_stacktrace=1
    export ASAN_OPTIONS UBSAN_OPTIONS
    shift
    "$@"
    unset ASAN_OPTIONS UBSAN_OPTIONS
}
