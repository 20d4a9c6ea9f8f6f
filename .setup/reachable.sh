# reachable.sh CHECKOUT SCRATCH COMMAND…: runs COMMAND where an ordinary user can reach both folders, although a folder
# above one of them is closed to others (/root, a folder of mktemp -d). For root, in a mount namespace of its own: a
# closed folder is covered by an empty one in which only the way to ours exists. Outside of it nothing changes.
set -eu
checkout=$1 scratch=$2
shift 2

kept=/mnt
case "$checkout/ $scratch/" in
*/mnt/*) kept=/media ;;
esac
mount -t tmpfs -o mode=755 tmpfs "$kept"
mkdir "$kept/checkout" "$kept/scratch"
mount --rbind "$checkout" "$kept/checkout"
mount --rbind "$scratch" "$kept/scratch"

reachable() {
    setpriv --reuid 65534 --regid 65534 --clear-groups --inh-caps=-all test -x "$1"
}

# open_way FOLDER KEPT
open_way() {
    way=
    rest=${1#/}
    while [ -n "$rest" ]; do
        way=$way/${rest%%/*}
        case "$rest" in
        */*) rest=${rest#*/} ;;
        *) return 0 ;; # the folder itself; all above it were open
        esac
        reachable "$way" || break
    done
    mount -t tmpfs -o mode=755 tmpfs "$way"
    mkdir -p "$1"
    mount --rbind "$2" "$1"
}

open_way "$checkout" "$kept/checkout"
open_way "$scratch" "$kept/scratch"
cd /
exec "$@"
