#pragma once
// Processes: which processes carry a mark in their environment: how tests see that nothing stays behind.

#include <string>
#include <sys/types.h>
#include <vector>

namespace lab::tests {

/// Puts a fresh mark into this process's environment, which every process started from now on inherits.
std::string markDescendants();
/// Processes (this one left out) that carry the mark, zombies not counted.
std::vector<pid_t> marked(const std::string& mark);
/// Waits until none is left; those that are still there after `milliseconds`.
std::vector<pid_t> survivors(const std::string& mark, int milliseconds = 5000);
/// Their names, for a failing test's message.
std::string namesOf(const std::vector<pid_t>& pids);

} // namespace lab::tests
