#pragma once
// Doctor: what this machine must allow for the lab, and what to type where it doesn't. The same table is
// `socketlab doctor` and the first-start page. No Qt.

#include "model/base/Text.h"

#include <string>
#include <vector>

namespace lab {

struct Requirement
{
    std::string
        id; ///< stable: "user-namespaces", "packet-sockets", "veth", "ptrace", "seccomp", "korean-font", "display"
    BothText name;
    bool ok = false;
    BothText found; ///< what works, or which step failed and how
    std::string remedy; ///< what to type; empty: nothing to be done, or no command does it (`found` says what)
    bool required = true; ///< false: the command line works without it
};

/// Tries everything anew; takes some milliseconds.
std::vector<Requirement> checkMachine();

/// Is every required one in order?
bool machineIsReady(const std::vector<Requirement>& requirements);

} // namespace lab
