#pragma once
// BareTracer: what the tracer's mechanism costs and no more, the limit of what a tracer that stops can reach: a stop before
// and after each socket call, PTRACE_GET_SYSCALL_INFO at both, and with `reads` one read of the program's stack (for the
// line) and one of its buffer. It decodes nothing and writes nothing.

#include <string>
#include <vector>

namespace lab::bench {

/// Runs the program, its forked children too, until they have ended. Returns the first one's exit status.
int bareTrace(bool reads, const std::vector<std::string>& words);

} // namespace lab::bench
