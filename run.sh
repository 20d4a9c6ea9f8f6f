#!/bin/sh
# ./run.sh [--yes] [ARGS…]: installs what is missing (after asking), builds, and starts socketlab with ARGS.
set -eu
root=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
. "$root/.setup/common.sh"

yes=0
if [ "${1:-}" = --yes ]; then
    yes=1
    shift
fi
program=$root/build/release/bin/socketlab

# Somebody else's checkout can't be built in, but what is built there can be used.
if [ ! -w "$root" ] && [ -x "$program" ]; then
    exec "$program" "$@"
fi

# shellcheck disable=SC2086 # a list of words
require_packages $build_packages
configure_options=
build release socketlab socketlab-engine socketlab-actor || exit 1
exec "$program" "$@"
