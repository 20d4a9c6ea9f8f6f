#!/usr/bin/env python3
"""keep.py FUZZER KEPT NEW…: of the files of all these folders the few that reach the most, in KEPT.

libFuzzer's own -merge=1 keeps every file that runs some branch another number of times: hundreds. So it is asked only what
each file reaches (-set_cover_merge=1 writes that to a control file), and the files are taken greedily, what a file adds
against its size, until there are 60. Files of KEPT that are named by what they are (regressions) always stay.
"""
import hashlib
import os
import re
import subprocess
import sys
import tempfile

MOST, MOST_BYTES, LONGEST = 60, 150_000, 16_384


def reached(fuzzer, folders):
    """What each file reaches that is not empty."""
    with tempfile.TemporaryDirectory() as scratch:
        control, into = os.path.join(scratch, "control"), os.path.join(scratch, "into")
        os.mkdir(into)
        subprocess.run([fuzzer, "-set_cover_merge=1", "-rss_limit_mb=2048", "-timeout=10", f"-merge_control_file={control}",
                        into, *folders], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(control, encoding="utf-8") as file:
            lines = file.read().split("\n")
    count = int(lines[0])  # then the number of the first corpus' files, and all files
    told = (line.split() for line in lines[2 + count:] if line.startswith("FT "))
    return {lines[2 + int(number)]: set(features) for _, number, *features in told}


def main():
    fuzzer, kept, *new = sys.argv[1:]
    os.makedirs(kept, exist_ok=True)
    features = reached(fuzzer, [kept, *new])
    data = {path: open(path, "rb").read() for path in features}
    named = [path for path in data if os.path.dirname(path) == kept and not re.fullmatch("[0-9a-f]{40}", os.path.basename(path))]
    chosen, seen = list(named), set().union(*(features[path] for path in named))
    candidates = [path for path in data if path not in named and len(data[path]) <= LONGEST]
    total = 0
    while candidates and len(chosen) < MOST:
        worth = {path: len(features[path] - seen) / (len(data[path]) + 1000) for path in candidates}
        best = max(candidates, key=worth.get)
        candidates.remove(best)
        if worth[best] == 0:
            break
        if total + len(data[best]) > MOST_BYTES:
            continue
        chosen.append(best)
        seen |= features[best]
        total += len(data[best])
    for name in os.listdir(kept):
        os.remove(os.path.join(kept, name))
    for path in chosen:
        name = os.path.basename(path) if path in named else hashlib.sha1(data[path]).hexdigest()
        with open(os.path.join(kept, name), "wb") as file:
            file.write(data[path])
    everything = set().union(*features.values())
    print(f"{kept}: {len(chosen)} files, {sum(len(data[path]) for path in chosen)} bytes, "
          f"{len(seen)} of {len(everything)} features")


main()
