# Shared by run.sh and test.sh (POSIX sh; sourced, not run). Expects $root, the top of the checkout.
# Everything said here goes to standard error: standard output belongs to the program that is started.
# shellcheck disable=SC2034,SC2086,SC2154 # the variables are shared; lists of words are split on purpose

say() { printf '%s\n' "$*" >&2; }

build_packages='g++ cmake ninja-build pkg-config qt6-base-dev qt6-svg-dev qt6-tools-dev qt6-l10n-tools
libyaml-cpp-dev nlohmann-json3-dev libdeflate-dev zlib1g-dev libzstd-dev libmnl-dev libdw-dev libseccomp-dev libssl-dev fonts-nanum'
test_packages='tshark tcpdump strace iproute2 util-linux'

# Prints those of the packages given that are not installed, on one line.
missing_packages() {
    # shellcheck disable=SC2016 # ${…} is dpkg-query's own format
    installed=$(dpkg-query -W -f '${Package} ${db:Status-Status}\n' "$@" 2>/dev/null | sed -n 's/ installed$//p')
    missing=
    for package in "$@"; do
        case "
$installed
" in
        *"
$package
"*) ;;
        *) missing="$missing $package" ;;
        esac
    done
    printf '%s' "${missing# }"
}

# Makes sure that the packages given are there; asks before it changes anything. Leaves the script with status 3 when
# they are missing and nobody agreed to install them.
require_packages() {
    if ! command -v dpkg-query >/dev/null 2>&1; then
        [ -d "$root/build" ] || say "This is not a Debian-like system. Socket Lab needs what Debian calls: $*"
        return 0
    fi
    missing=$(missing_packages "$@")
    [ -n "$missing" ] || return 0

    apt="env DEBIAN_FRONTEND=noninteractive apt-get -o DPkg::Lock::Timeout=300"
    install="$apt install -y --no-install-recommends $missing"
    update=
    for package in $missing; do
        apt-cache show "$package" >/dev/null 2>&1 || update="$apt update"
    done
    as_root=
    if [ "$(id -u)" -ne 0 ]; then
        if ! command -v sudo >/dev/null 2>&1; then
            say "Socket Lab needs packages that are not installed, and there is no sudo. Type this, then start again:"
            say "  su -c '${update:+$update && }$install'"
            exit 3
        fi
        as_root='sudo '
    fi
    say "Socket Lab needs packages that are not installed. This installs them:"
    [ -z "$update" ] || say "  $as_root$update"
    say "  $as_root$install"
    agreed || exit 3
    if [ -n "$update" ]; then
        $as_root$update >&2 || { say "The package lists could not be fetched: is there a network?"; exit 3; }
    fi
    # Standard input is closed to it: a package must not take the answers meant for the program.
    $as_root$install >&2 </dev/null && return 0
    # Old lists name versions that the server no longer has.
    if [ -z "$update" ]; then
        say "Once more, with the package lists fetched anew:"
        $as_root$apt update >&2 && $as_root$install >&2 </dev/null && return 0
    fi
    say "The packages could not be installed; the lines above say why."
    exit 3
}

agreed() {
    if [ "$yes" = 1 ] || [ "${CI:-}" = true ]; then
        return 0
    fi
    if [ ! -t 0 ]; then
        say "Nothing was changed: there is no terminal to ask at. Type that line, or start again with --yes."
        return 1
    fi
    printf 'Install them now? [y/N] ' >&2
    read -r answer || answer=
    case "$answer" in
    [yY] | [yY][eE][sS]) return 0 ;;
    esac
    say "Nothing was changed."
    return 1
}

# build PRESET TARGET…: configures if needed and builds, one at a time in a checkout. Quiet, unless it takes a while
# or fails: then the compiler's words are shown and the status is 1.
build() {
    preset=$1
    shift
    folder=$root/build/$preset
    mkdir -p "$folder" || return 1
    log=$folder/build.log
    (
        # Two builds in one folder would spoil each other; flock(1) belongs to the essential packages of Debian.
        if command -v flock >/dev/null 2>&1; then flock 9; fi
        # A folder that was configured somewhere else (the checkout was moved or copied) can't be used here.
        if [ -f "$folder/CMakeCache.txt" ] \
            && ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$root" "$folder/CMakeCache.txt"; then
            rm -rf "$folder/CMakeCache.txt" "$folder/CMakeFiles" "$folder/build.ninja"
        fi
        tell_progress "$log" 9>&- &
        teller=$!
        status=0
        : >"$log"
        if [ ! -f "$folder/build.ninja" ]; then
            (cd "$root" && cmake --preset "$preset" $configure_options) >>"$log" 2>&1 9>&- || status=$?
        fi
        [ "$status" -ne 0 ] || cmake --build "$folder" --target "$@" >>"$log" 2>&1 9>&- || status=$?
        kill "$teller" 2>/dev/null
        wait "$teller" 2>/dev/null
        [ ! -t 2 ] || printf '\r\033[K' >&2
        exit "$status"
    ) 9>"$root/build/.lock" && return 0
    say "Socket Lab could not be built:"
    grep -v '^\[[0-9]*/[0-9]*\] \(Building\|Linking\|Automatic\|Generating\)' "$log" | tail -n 60 >&2
    say "(all of it: $log)"
    return 1
}

# Says that it builds, but only when that takes more than a moment; at a terminal also how far it is.
tell_progress() {
    # The pauses only pace what is shown. They must not hold our output open after we have been ended.
    sleep 1 >/dev/null 2>&1
    say "Building Socket Lab (a first time takes some minutes) ..."
    while [ -t 2 ]; do
        sleep 1 >/dev/null 2>&1
        step=$(sed -n 's/^\(\[[0-9]*\/[0-9]*\]\).*/\1/p' "$1" | tail -n 1)
        [ -z "$step" ] || printf '\r\033[K%s' "$step" >&2
    done
}
